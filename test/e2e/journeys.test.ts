import { describe } from 'vitest'
import { alertsJourneys } from './journeys/alerts.ts'
import { analystJourneys } from './journeys/analyst.ts'
import { annotationJourneys } from './journeys/annotations.ts'
import { exploreJourneys } from './journeys/explore.ts'
import { importJourneys } from './journeys/import.ts'
import { liveJourneys } from './journeys/live.ts'
import { outageJourneys } from './journeys/outage.ts'
import { slaJourneys } from './journeys/sla.ts'
import { viewJourneys } from './journeys/views.ts'
import { onSampleCompany } from './sample-company.ts'

onSampleCompany('the work done on the sample company', (scene) => {
  // Those that change policies and rules for all who come after come last.
  describe('Live', () => liveJourneys(scene))
  describe('Explore', () => exploreJourneys(scene))
  describe('an analyst', () => analystJourneys(scene))
  describe('saved views, ranges and the palette', () => viewJourneys(scene))
  describe('the outage', () => outageJourneys(scene))
  describe('annotations', () => annotationJourneys(scene))
  describe('importing a file', () => importJourneys(scene))
  describe('SLA', () => slaJourneys(scene))
  describe('Alerts', () => alertsJourneys(scene))
})
