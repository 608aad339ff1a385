import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { executablePath, visit } from './browser.ts'
import { install } from './installation.ts'
import { alertsJourneys } from './journeys/alerts.ts'
import { analystJourneys } from './journeys/analyst.ts'
import { annotationJourneys } from './journeys/annotations.ts'
import { conversationJourneys } from './journeys/conversation.ts'
import { exploreJourneys } from './journeys/explore.ts'
import { frameJourneys } from './journeys/frame.ts'
import { importJourneys } from './journeys/import.ts'
import { liveJourneys } from './journeys/live.ts'
import { lookJourneys } from './journeys/look.ts'
import { outageJourneys } from './journeys/outage.ts'
import { qualityJourneys } from './journeys/quality.ts'
import { restoreJourneys } from './journeys/restore.ts'
import { slaJourneys } from './journeys/sla.ts'
import { viewJourneys } from './journeys/views.ts'
import { wallJourneys } from './journeys/wall.ts'
import type { Scene } from './scene.ts'

/** A year of the sample company: enough for every figure to have something behind it. */
const MESSAGES = 20_000

/** Started once for all journeys; they only read, but for the last, which change policies from now on. */
const scene: Partial<Scene> = {}

describe.skipIf(executablePath === null)('the pages on the sample company', () => {
  beforeAll(async () => {
    scene.pegel = await install(MESSAGES)
    scene.visitor = await visit(scene.pegel.url)
  }, 300_000)
  afterAll(async () => {
    await scene.visitor?.close()
    await scene.pegel?.stop()
  })
  afterEach(async () => {
    await scene.visitor?.leave()
    expect(scene.visitor?.complaints()).toEqual([])
  })

  const started = () => scene as Scene
  describe('Live', () => liveJourneys(started))
  describe('Explore', () => exploreJourneys(started))
  describe('an analyst', () => analystJourneys(started))
  describe('a conversation', () => conversationJourneys(started))
  describe('the frame', () => frameJourneys(started))
  describe('saved views, ranges and the palette', () => viewJourneys(started))
  describe('the outage', () => outageJourneys(started))
  describe('views of pages', () => restoreJourneys(started))
  describe('the look', () => lookJourneys(started))
  describe('the wall board', () => wallJourneys(started))
  describe('Quality', () => qualityJourneys(started))
  describe('annotations', () => annotationJourneys(started))
  describe('importing a file', () => importJourneys(started))
  describe('SLA', () => slaJourneys(started))
  describe('Alerts', () => alertsJourneys(started))
})
