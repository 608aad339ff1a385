import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const beacon = z.object({
  pid: z.int().positive(),
  host: z.string(),
  port: z.int(),
  token: z.string().min(32),
})

/** How the command line reaches the server that has a data folder open. */
export type Beacon = z.infer<typeof beacon>

const fileOf = (dataDir: string) => join(dataDir, 'server.json')

/** Leaves it in the data folder, readable by its owner alone. */
export function lightBeacon(dataDir: string, one: Beacon): void {
  mkdirSync(dataDir, { recursive: true })
  const draft = `${fileOf(dataDir)}.${one.pid}`
  writeFileSync(draft, `${JSON.stringify(one)}\n`, { mode: 0o600 })
  renameSync(draft, fileOf(dataDir))
}

/** Takes it away, if it is still ours. */
export function douseBeacon(dataDir: string, token: string): void {
  if (readBeacon(dataDir)?.token === token) rmSync(fileOf(dataDir), { force: true })
}

/** The beacon of a process that is alive, or null: a killed server leaves one behind. */
export function readBeacon(dataDir: string): Beacon | null {
  try {
    const one = beacon.parse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')))
    process.kill(one.pid, 0)
    return one
  } catch {
    return null
  }
}
