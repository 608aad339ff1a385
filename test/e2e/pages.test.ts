import { describe } from 'vitest'
import { conversationJourneys } from './journeys/conversation.ts'
import { frameJourneys } from './journeys/frame.ts'
import { pictureJourneys } from './journeys/pictures.ts'
import { printJourneys } from './journeys/print.ts'
import { qualityJourneys } from './journeys/quality.ts'
import { reportJourneys } from './journeys/reports.ts'
import { restoreJourneys } from './journeys/restore.ts'
import { wallJourneys } from './journeys/wall.ts'
import { onSampleCompany } from './sample-company.ts'

onSampleCompany('the pages on the sample company', (scene) => {
  describe('a conversation', () => conversationJourneys(scene))
  describe('the frame', () => frameJourneys(scene))
  describe('views of pages', () => restoreJourneys(scene))
  describe('pictures', () => pictureJourneys(scene))
  describe('print', () => printJourneys(scene))
  describe('the wall board', () => wallJourneys(scene))
  describe('Quality', () => qualityJourneys(scene))
  describe('Reports', () => reportJourneys(scene))
})
