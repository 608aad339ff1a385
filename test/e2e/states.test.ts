import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import { executablePath, visit } from './browser.ts'
import { install } from './installation.ts'
import { sampleJourneys } from './journeys/sample.ts'
import { stateJourneys } from './journeys/states.ts'
import type { Scene } from './scene.ts'

describe.skipIf(executablePath === null)('an installation that takes the sample company', () => {
  const scene: Partial<Scene> = {}
  beforeAll(async () => {
    scene.pegel = await install(null)
    scene.visitor = await visit(scene.pegel.url)
  })
  afterAll(async () => {
    await scene.visitor?.close()
    await scene.pegel?.stop()
  })

  afterEach(() => scene.visitor?.leave())

  sampleJourneys(() => scene as Scene)
  stateJourneys(() => scene as Scene)
})
