import { parentPort, workerData } from 'node:worker_threads'
import { type ErrorCode, PegelError } from '../errors.ts'
import { BatchBuilder } from '../sources/files/batch.ts'
import type { LineBlock } from '../sources/files/lines.ts'
import { openInput } from '../sources/files/open-input.ts'
import { Turns } from '../turns.ts'
import { type FileToRead, type ReadArrivals, readArrivals, readOptions, Stretch } from './read-arrivals.ts'

export interface ReadTask {
  file: FileToRead
  /** Whether it reads all of the file by itself, or what it is told to (`Piece`). */
  whole: boolean
}

/** Lines of a file in which each stands for itself. */
export interface Piece {
  number: number
  blocks: readonly LineBlock[]
}

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
const AHEAD = 4

const say = (said: Said) => parentPort?.postMessage(said)

function sayFailed(cause: unknown): void {
  const error = cause as Error
  const refused = error instanceof PegelError ? { code: error.code, fields: { ...error.fields } } : null
  say({ kind: 'failed', message: error.message, stack: error.stack, refused })
}

async function readWhole(file: FileToRead): Promise<void> {
  let ahead = 0
  let taken = () => {}
  parentPort?.on('message', () => {
    ahead--
    taken()
  })
  for await (const arrivals of readArrivals(file)) {
    while (ahead >= AHEAD) {
      await new Promise<void>((resolve) => {
        taken = resolve
      })
    }
    ahead++
    say({ kind: 'arrivals', arrivals })
  }
  say({ kind: 'end' })
}

async function readPieces(file: FileToRead): Promise<void> {
  const { lines } = await openInput(file.path, readOptions(file))
  if (!lines) throw new Error('the lines of this file do not stand for themselves')
  const turns = new Turns()
  parentPort?.on('message', ({ number, blocks }: Piece) => {
    turns
      .run(async () => {
        const batch = new BatchBuilder()
        const stretch = new Stretch(file, number)
        for (const block of blocks) for (const _ of lines.fill(batch, block)) stretch.add(batch.take())
        stretch.add(batch.take())
        say({ kind: 'arrivals', arrivals: await stretch.write() })
      })
      .catch(sayFailed)
  })
}

const { file, whole } = workerData as ReadTask
await (whole ? readWhole(file) : readPieces(file)).catch(sayFailed)
