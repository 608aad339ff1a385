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
/** Stretches that are asked for at a time, so that threads have work while what was read before is stored. */
const AHEAD = 8

/**
 * As `readArrivals` without an engine, in threads of their own: so the caller stores what came before, and answers requests,
 * while the next rows are read. They end with the reading. Where every line stands for itself, the caller cuts the file
 * into pieces, and several threads read those.
 */
export async function* readAside(file: FileToRead): AsyncGenerator<ReadArrivals> {
  const { lines } = await openInput(file.path, readOptions(file))
  yield* lines ? readPieces(file, piecesOf(lines.blocks())) : readWhole(file)
}

async function* readWhole(file: FileToRead): AsyncGenerator<ReadArrivals> {
  const thread = new Reader({ file, whole: true })
  const out: Promise<ReadArrivals | null>[] = []
  try {
    for (;;) {
      while (out.length < AHEAD) out.push(thread.read(null))
      const arrivals = await out.shift()
      if (!arrivals) return
      yield arrivals
    }
  } finally {
    await thread.end()
  }
}

async function* readPieces(file: FileToRead, pieces: AsyncIterable<Piece>): AsyncGenerator<ReadArrivals> {
  const most = Math.min(THREADS, availableParallelism())
  const threads: Reader[] = []
  const out: Promise<ReadArrivals | null>[] = []
  let rows = 0
  const inTheirOrder = async (reading: Promise<ReadArrivals | null> | undefined): Promise<ReadArrivals> => {
    const { rejects, ...arrivals } = (await reading) as ReadArrivals
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
      if (threads.length < most) threads.push(new Reader({ file, whole: false }))
      out.push((threads[piece.number % most] as Reader).read(piece))
      if (out.length >= AHEAD) yield inTheirOrder(out.shift())
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

/** A thread that reads what it is asked for, one after the other. */
class Reader {
  readonly #thread: Worker
  #waiting: { resolve(arrivals: ReadArrivals | null): void; reject(error: Error): void }[] = []
  /** Why it reads no more. */
  #failure: Error | null = null

  constructor(task: ReadTask) {
    this.#thread = startThread(new URL('./read-thread.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    })
      .on('message', (said: Said) => {
        if (said.kind === 'arrivals') this.#waiting.shift()?.resolve(said.arrivals)
        else this.#fail(errorOf(said))
      })
      .on('error', (error) => this.#fail(error))
      .on('messageerror', (error) => this.#fail(error))
      .on('exit', () => this.#fail(new Error('the thread that read the file has ended')))
  }

  /** A piece, or where the thread reads the whole file what comes next of it: null behind the last. */
  read(piece: Piece | null): Promise<ReadArrivals | null> {
    const reading = this.#failure
      ? Promise.reject(this.#failure)
      : new Promise<ReadArrivals | null>((resolve, reject) => this.#waiting.push({ resolve, reject }))
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

function errorOf({ message, stack, refused }: Said & { kind: 'failed' }): Error {
  return refused
    ? new PegelError(refused.code, message, refused.fields)
    : Object.assign(new Error(message), { stack })
}
