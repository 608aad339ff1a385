import { on } from 'node:events'
import { PegelError } from '../errors.ts'
import { startThread } from '../threads/start-thread.ts'
import type { FileToRead, ReadArrivals } from './read-arrivals.ts'
import type { Said } from './read-thread.ts'

/** Rows live until they are sent: with less room they are copied over and over before they are cleared away. */
const YOUNG_MB = 192

/**
 * As `readArrivals` without an engine, in a thread of its own: so the caller stores what came before, and answers requests,
 * while the next rows are read. The thread ends with the reading.
 */
export async function* readAside(file: FileToRead): AsyncGenerator<ReadArrivals> {
  const thread = startThread(new URL('./read-thread.ts', import.meta.url), {
    workerData: file,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  })
  try {
    for await (const [said] of on(thread, 'message', { close: ['exit'] }) as AsyncIterable<[Said]>) {
      if (said.kind === 'end') return
      if (said.kind === 'failed') throw errorOf(said)
      yield said.arrivals
      thread.postMessage('taken')
    }
    throw new Error('the thread that read the file has ended')
  } finally {
    await thread.terminate()
  }
}

function errorOf({ message, stack, refused }: Said & { kind: 'failed' }): Error {
  return refused
    ? new PegelError(refused.code, message, refused.fields)
    : Object.assign(new Error(message), { stack })
}
