import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { constants, getPriority } from 'node:os'
import { expect, it } from 'vitest'
import { startThread } from './start-thread.ts'

const TELLS = `
  import { readlinkSync } from 'node:fs'
  import { getPriority } from 'node:os'
  import { parentPort } from 'node:worker_threads'
  parentPort.postMessage(getPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1))))`

it.runIf(existsSync('/proc/thread-self'))(
  'a thread leaves the cores to the one that started it',
  async () => {
    const before = getPriority()
    const thread = startThread(new URL(`data:text/javascript,${encodeURIComponent(TELLS)}`))
    const [priority] = await once(thread, 'message')
    await thread.terminate()
    expect(priority).toBe(Math.max(before, constants.priority.PRIORITY_BELOW_NORMAL))
    expect(getPriority()).toBe(before)
  },
)
