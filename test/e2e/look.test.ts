import { lookJourneys } from './journeys/look.ts'
import { onSampleCompany } from './sample-company.ts'

onSampleCompany('the look of the pages', lookJourneys)
