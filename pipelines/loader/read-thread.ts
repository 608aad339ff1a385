import { parentPort, workerData } from 'node:worker_threads'
import { type ErrorCode, PegelError } from '../errors.ts'
import { BatchBuilder } from '../sources/files/batch.ts'
import type { LineBlock } from '../sources/files/lines.ts'
import { openInput } from '../sources/files/open-input.ts'
import { Turns } from '../turns.ts'
import { type FileToRead, type ReadArrivals, readArrivals, readOptions, Stretch } from './read-arrivals.ts'

export interface ReadTask {
  file: FileToRead
  /** Whether it reads on in the file at each message, or the `Piece` that the message is. */
  whole: boolean
}

/** Lines of a file in which each stands for itself. */
export interface Piece {
  number: number
  blocks: readonly LineBlock[]
}

/** The answer to one message. */
export type Said =
  /** Null behind the last of a whole file. */
  | { kind: 'arrivals'; arrivals: ReadArrivals | null }
  | {
      kind: 'failed'
      message: string
      stack: string | undefined
      /** What is wrong with the file, unless something is wrong with us. */
      refused: { code: ErrorCode; fields: Record<string, string> } | null
    }

const say = (said: Said) => parentPort?.postMessage(said)

function sayFailed(cause: unknown): void {
  const error = cause as Error
  const refused = error instanceof PegelError ? { code: error.code, fields: { ...error.fields } } : null
  say({ kind: 'failed', message: error.message, stack: error.stack, refused })
}

/** Reads on in the file at each call. */
function wholeReader(file: FileToRead) {
  const reading = readArrivals(file)
  return async () => (await reading.next()).value ?? null
}

async function pieceReader(file: FileToRead) {
  const { lines } = await openInput(file.path, readOptions(file))
  if (!lines) throw new Error('the lines of this file do not stand for themselves')
  return ({ number, blocks }: Piece) => {
    const batch = new BatchBuilder()
    const stretch = new Stretch(file, number)
    for (const block of blocks) for (const _ of lines.fill(batch, block)) stretch.add(batch.take())
    stretch.add(batch.take())
    return stretch.write()
  }
}

const { file, whole } = workerData as ReadTask
try {
  const read = whole ? wholeReader(file) : await pieceReader(file)
  const turns = new Turns()
  parentPort?.on('message', (piece: Piece) => {
    turns.run(async () => say({ kind: 'arrivals', arrivals: await read(piece) })).catch(sayFailed)
  })
} catch (cause) {
  sayFailed(cause)
}
