import { on } from 'node:events'
import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import { PegelError } from '../errors.ts'
import type { LineBlock } from '../sources/files/lines.ts'
import { openInput } from '../sources/files/open-input.ts'
import { startThread } from '../threads/start-thread.ts'
import { type FileToRead, type ReadArrivals, readOptions } from './read-arrivals.ts'
import type { Piece, ReadTask, Said } from './read-thread.ts'

/** Rows live until they are written out: with less room they are copied over and over before they are cleared away. */
const YOUNG_MB = 64

/** So many keep the one busy that stores what they read. */
const THREADS = 3
/** Bytes of a piece, at least: a piece has a cost of its own, and waits in memory. */
const PIECE = 8 * 1024 ** 2
/** Pieces that are out at a time, so that threads have work while what was read before is stored. */
const AHEAD = 8

/**
 * As `readArrivals` without an engine, in threads of their own: so the caller stores what came before, and answers requests,
 * while the next rows are read. They end with the reading. Where every line stands for itself, the caller cuts the file into pieces, and several threads read those.
 */
export async function* readAside(file: FileToRead): AsyncGenerator<ReadArrivals> {
  const { lines } = await openInput(file.path, readOptions(file))
  yield* lines ? readPieces(file, piecesOf(lines.blocks())) : readWhole(file)
}

async function* readWhole(file: FileToRead): AsyncGenerator<ReadArrivals> {
  const thread = start({ file, whole: true })
  try {
    for await (const [said] of on(thread, 'message', { close: ['exit'] }) as AsyncIterable<[Said]>) {
      if (said.kind === 'end') return
      if (said.kind === 'failed') throw errorOf(said)
      yield said.arrivals
      thread.postMessage('taken')
    }
    throw ended()
  } finally {
    await thread.terminate()
  }
}

async function* readPieces(file: FileToRead, pieces: AsyncIterable<Piece>): AsyncGenerator<ReadArrivals> {
  const most = Math.min(THREADS, availableParallelism())
  const threads: Reader[] = []
  const out: Promise<ReadArrivals>[] = []
  let rows = 0
  const inTheirOrder = async (reading: Promise<ReadArrivals>): Promise<ReadArrivals> => {
    const { rejects, ...arrivals } = await reading
    const rowsBefore = rows
    rows += arrivals.read
    return {
      ...arrivals,
      rowsBefore,
      rejects: rejects.map((reject) => ({ ...reject, row: rowsBefore + reject.row })),
    }
  }
  try {
    for await (const piece of pieces) {
      if (threads.length < most) threads.push(new Reader(file))
      out.push((threads[piece.number % most] as Reader).read(piece))
      if (out.length >= AHEAD) yield inTheirOrder(out.shift() as Promise<ReadArrivals>)
    }
    for (const reading of out) yield inTheirOrder(reading)
  } finally {
    await Promise.all(threads.map((thread) => thread.end()))
  }
}

async function* piecesOf(lines: AsyncIterable<LineBlock>): AsyncGenerator<Piece> {
  let number = 0
  let blocks: LineBlock[] = []
  let bytes = 0
  for await (const block of lines) {
    blocks.push(block)
    bytes += block.bytes.length
    if (bytes < PIECE) continue
    yield { number: number++, blocks }
    blocks = []
    bytes = 0
  }
  if (blocks.length > 0) yield { number, blocks }
}

/** A thread that reads pieces, one after the other. */
class Reader {
  readonly #thread: Worker
  #waiting: { resolve(arrivals: ReadArrivals): void; reject(error: Error): void }[] = []
  /** Why it reads no more. */
  #failure: Error | null = null

  constructor(file: FileToRead) {
    this.#thread = start({ file, whole: false })
      .on('message', (said: Said) => {
        if (said.kind === 'arrivals') this.#waiting.shift()?.resolve(said.arrivals)
        else this.#fail(said.kind === 'failed' ? errorOf(said) : ended())
      })
      .on('error', (error) => this.#fail(error))
      .on('messageerror', (error) => this.#fail(error))
      .on('exit', () => this.#fail(ended()))
  }

  read(piece: Piece): Promise<ReadArrivals> {
    const reading = this.#failure
      ? Promise.reject(this.#failure)
      : new Promise<ReadArrivals>((resolve, reject) => this.#waiting.push({ resolve, reject }))
    // Whoever takes them in their order may not have come to this one when it fails.
    reading.catch(() => {})
    this.#thread.postMessage(piece)
    return reading
  }

  async end(): Promise<void> {
    await this.#thread.terminate()
  }

  #fail(error: Error): void {
    this.#failure ??= error
    for (const { reject } of this.#waiting) reject(error)
    this.#waiting = []
  }
}

const start = (task: ReadTask): Worker =>
  startThread(new URL('./read-thread.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  })

const ended = () => new Error('the thread that read the file has ended')

function errorOf({ message, stack, refused }: Said & { kind: 'failed' }): Error {
  return refused
    ? new PegelError(refused.code, message, refused.fields)
    : Object.assign(new Error(message), { stack })
}
