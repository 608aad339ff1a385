/** Forecasts in worker threads, so that a hundred queues keep nobody waiting. */
import { availableParallelism } from 'node:os'
import { unavailable } from '../../errors.ts'
import { startThread } from '../../threads/start-thread.ts'
import type { Forecast } from '../forecast.ts'
import type { Answer, Work } from './thread.ts'

interface Job {
  work: Work
  resolve(said: Forecast): void
  reject(error: Error): void
  aside: boolean
}

/** A thread that answers no more is ended after so long, with what it was asked. */
const LIMIT_MS = 60_000
/** Threads without work are ended after so long. */
const IDLE_MS = 30_000

export class ForecastPool {
  readonly size: number
  readonly #waiting: Job[] = []
  readonly #threads = new Set<Thread>()
  #next = 1
  #closed = false

  /** As many threads as cores less one, at most four: the server keeps a core. */
  constructor(size = Math.min(4, Math.max(1, availableParallelism() - 1))) {
    this.size = size
  }

  /** What is made `aside`, with nobody waiting for it, comes behind all that somebody waits for. */
  run(input: Work['input'], { aside = false } = {}): Promise<Forecast> {
    if (this.#closed) return Promise.reject(unavailable('forecasts are closing'))
    return new Promise((resolve, reject) => {
      const place = aside ? -1 : this.#waiting.findIndex((job) => job.aside)
      const job = { work: { id: this.#next++, input }, resolve, reject, aside }
      this.#waiting.splice(place === -1 ? this.#waiting.length : place, 0, job)
      this.#dispatch()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const job of this.#waiting.splice(0)) job.reject(unavailable('forecasts are closing'))
    await Promise.all([...this.#threads].map((thread) => thread.end(unavailable('forecasts are closing'))))
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      let thread = [...this.#threads].find((one) => one.idle)
      if (!thread) {
        if (this.#threads.size >= this.size) return
        thread = new Thread(
          () => this.#dispatch(),
          (gone) => {
            this.#threads.delete(gone)
            if (!this.#closed) this.#dispatch()
          },
        )
        this.#threads.add(thread)
      }
      thread.take(this.#waiting.shift() as Job)
    }
  }
}

class Thread {
  readonly #worker = startThread(new URL('./thread.ts', import.meta.url))
  readonly #free: () => void
  readonly #gone: (thread: Thread) => void
  #job: Job | null = null
  #timer: NodeJS.Timeout | null = null
  #ended = false

  constructor(free: () => void, gone: (thread: Thread) => void) {
    this.#free = free
    this.#gone = gone
    this.#worker.unref()
    this.#worker.on('message', (answer: Answer) => this.#answer(answer))
    this.#worker.on('error', (error: Error) => void this.end(error))
    this.#worker.on('exit', () => void this.end(new Error("a forecast's thread has ended")))
  }

  get idle(): boolean {
    return this.#job === null && !this.#ended
  }

  take(job: Job): void {
    this.#job = job
    this.#worker.ref()
    this.#wait(LIMIT_MS, () => void this.end(new Error('a forecast took too long')))
    this.#worker.postMessage(job.work)
  }

  async end(reason: Error): Promise<void> {
    if (this.#ended) return
    this.#ended = true
    if (this.#timer) clearTimeout(this.#timer)
    this.#job?.reject(reason)
    this.#job = null
    await this.#worker.terminate()
    this.#gone(this)
  }

  #answer(answer: Answer): void {
    const job = this.#job
    if (job === null || answer.id !== job.work.id) return
    this.#job = null
    this.#worker.unref()
    this.#wait(IDLE_MS, () => void this.end(new Error('idle')))
    if ('said' in answer) job.resolve(answer.said)
    else job.reject(new Error(answer.problem))
    this.#free()
  }

  #wait(ms: number, then: () => void): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(then, ms)
    this.#timer.unref()
  }
}
