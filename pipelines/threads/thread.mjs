import { readlinkSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { runnable } from './runnable.mjs'

yieldToOthers()
await import(await runnable(process.argv[2]))

/** What is computed aside leaves the cores to whoever is answered. Only Linux gives a thread a priority of its own. */
function yieldToOthers() {
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
    setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {}
}
