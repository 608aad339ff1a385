import { parentPort, workerData } from 'node:worker_threads'
import { type ErrorCode, PegelError } from '../errors.ts'
import { type FileToRead, type ReadArrivals, readArrivals } from './read-arrivals.ts'

export type Said =
  | { kind: 'arrivals'; arrivals: ReadArrivals }
  | {
      kind: 'failed'
      message: string
      stack: string | undefined
      /** What is wrong with the file, unless something is wrong with us. */
      refused: { code: ErrorCode; fields: Record<string, string> } | null
    }
  | { kind: 'end' }

/** So many wait to be taken before the reading does. */
const AHEAD = 16

const say = (said: Said) => parentPort?.postMessage(said)
let ahead = 0
let taken = () => {}
parentPort?.on('message', () => {
  ahead--
  taken()
})

try {
  for await (const arrivals of readArrivals(workerData as FileToRead)) {
    while (ahead >= AHEAD) {
      await new Promise<void>((resolve) => {
        taken = resolve
      })
    }
    ahead++
    say({ kind: 'arrivals', arrivals })
  }
  say({ kind: 'end' })
} catch (cause) {
  const error = cause as Error
  const refused = error instanceof PegelError ? { code: error.code, fields: { ...error.fields } } : null
  say({ kind: 'failed', message: error.message, stack: error.stack, refused })
}
