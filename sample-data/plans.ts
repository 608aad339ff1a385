import { stringify } from 'yaml'
import { sampleAnnotations } from './annotations.ts'
import { sampleRosters } from './rosters.ts'

/** What the company's people planned for this year and the weeks after it, as `pegel config import` reads it. */
export const samplePlans = (endsAt: number): string =>
  stringify([...sampleAnnotations(endsAt), ...sampleRosters(endsAt)], { aliasDuplicateObjects: false })
