import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { executablePath, visit } from './browser.ts'
import { install } from './installation.ts'
import type { Scene } from './scene.ts'

/** A year of the sample company: enough for every figure to have something behind it. */
const MESSAGES = 20_000
/** The first file of a run makes it, the others wait: the limit ends what hangs, and says nothing of speed. */
const MAKING_MS = 900_000

/** Starts an installation with the sample company, and a browser, for all journeys of a file. */
export function onSampleCompany(name: string, journeys: (scene: () => Scene) => void): void {
  const scene: Partial<Scene> = {}
  describe.skipIf(executablePath === null)(name, () => {
    beforeAll(async () => {
      scene.pegel = await install(MESSAGES)
      scene.visitor = await visit(scene.pegel.url)
    }, MAKING_MS)
    afterAll(async () => {
      await scene.visitor?.close()
      await scene.pegel?.stop()
    })
    afterEach(async () => {
      await scene.visitor?.leave()
      expect(scene.visitor?.complaints()).toEqual([])
    })
    journeys(() => scene as Scene)
  })
}
