import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** What whoever loads the sample company leaves in the folder: which year, and up to when the company has gone on since. */
const demoFile = z.object({
  messages: z.int().positive(),
  seed: z.int(),
  endsAt: z.number(),
  liveUntil: z.number().optional(),
  /** Loading it began and has not ended. */
  unfinished: z.literal(true).optional(),
})

export type Demo = z.infer<typeof demoFile>

const fileOf = (dataDir: string) => join(dataDir, 'demo.json')

/** Null when nobody has begun to load the sample company into the folder. */
export function readDemoFile(dataDir: string): Demo | null {
  try {
    return demoFile.parse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')))
  } catch {
    return null
  }
}

export function writeDemoFile(dataDir: string, demo: Demo): void {
  writeFileSync(`${fileOf(dataDir)}.next`, JSON.stringify(demo))
  renameSync(`${fileOf(dataDir)}.next`, fileOf(dataDir))
}
