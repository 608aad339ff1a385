import { cpSync, existsSync, readdirSync } from 'node:fs'
import { openPegel } from '../../pipelines/pegel.ts'
import { kept } from '../kept.ts'

/** Makes `dataDir`, where there is at most a `pegel.yml`, a data folder as it is after it was first opened at `now`. */
export async function openedOnce(dataDir: string, now: Date): Promise<void> {
  const there = existsSync(dataDir) ? readdirSync(dataDir) : []
  if (there.some((name) => name !== 'pegel.yml')) return
  const folder = await kept(`opened ${now.toISOString()}`, async (own) => {
    await (await openPegel({ dataDir: own, now: () => now })).close()
  })
  cpSync(folder, dataDir, { recursive: true })
}
