import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { invalid } from '../pipelines/errors.ts'
import type { Pegel } from '../pipelines/pegel.ts'
import { liveTraffic } from '../sample-data/live.ts'
import { describeError, type Log } from './log.ts'

/** What `npm run demo` leaves in the folder: which year was imported, and up to when its company has gone on since. */
const demoFile = z.object({
  messages: z.int().positive(),
  seed: z.int(),
  endsAt: z.number(),
  liveUntil: z.number().optional(),
})

export type Demo = z.infer<typeof demoFile>

const NOTE_EVERY_MS = 10_000
const fileOf = (dataDir: string) => join(dataDir, 'demo.json')

/** Throws `invalid` when the folder is not one that `npm run demo` has filled. */
export function readDemo(dataDir: string): Demo {
  try {
    return demoFile.parse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')))
  } catch {
    throw invalid(`${dataDir} does not hold the sample company; npm run demo makes one`)
  }
}

/** Lets the sample company go on where its data ends, at the pace of the clock, until the signal is aborted. */
export async function playDemo(pegel: Pegel, demo: Demo, log: Log, signal: AbortSignal): Promise<void> {
  const { liveUntil, ...world } = demo
  const path = fileOf(pegel.dataDir)
  let noted = Date.now()
  try {
    for await (const delivery of liveTraffic({ ...world, from: liveUntil ?? world.endsAt, signal })) {
      const { source, headers, arrivesAt } = delivery
      await pegel.accept({ source, account: null, headers: { ...headers }, body: Buffer.from(delivery.body) })
      if (Date.now() - noted < NOTE_EVERY_MS) continue
      noted = Date.now()
      writeFileSync(`${path}.next`, JSON.stringify({ ...world, liveUntil: arrivesAt }))
      renameSync(`${path}.next`, path)
    }
  } catch (error) {
    if (!signal.aborted) log('error', 'the demo has stopped', describeError(error))
  }
}
