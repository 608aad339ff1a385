/** Folders that several tests begin with: made once a run, by the way a user would, then copied. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as passed } from 'node:timers/promises'

const LOOK_AGAIN_MS = 100

/** The folder of that name, which nobody changes: whoever asks first makes it, others wait for it. */
export async function kept(name: string, make: (folder: string) => Promise<unknown>): Promise<string> {
  const place = process.env.PEGEL_TEST_KEPT
  if (place === undefined) throw new Error('test/kept-place.ts says where, as vitest.config.ts has it')
  const folder = join(place, name.replace(/[^\w-]+/g, '-'))
  const making = `${folder}.making`
  while (!existsSync(folder)) {
    if (!claimed(making)) await passed(LOOK_AGAIN_MS)
    else if (existsSync(folder)) rmSync(making, { recursive: true })
    else {
      try {
        await make(making)
        renameSync(making, folder)
      } finally {
        rmSync(making, { recursive: true, force: true })
      }
    }
  }
  return folder
}

/** Of several that try, one makes the folder. */
function claimed(folder: string): boolean {
  try {
    mkdirSync(folder)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
