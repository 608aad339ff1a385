/** Solves in worker threads, so that the caller goes on meanwhile; can be stopped, and then answers with the best so far. */
import { availableParallelism } from 'node:os'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { startThread } from '../threads/start-thread.ts'
import type { Problem } from './model/problem.ts'
import type { Progress } from './solve/search.ts'
import type { Roster } from './solve/solve.ts'

export interface RunOptions {
  /** 20 unless told. */
  seconds?: number
  gap?: number
  explain?: boolean
  signal?: AbortSignal
  onProgress?(progress: Progress): void
}

export interface Work {
  problem: Problem
  /** 1 once it is to stop. */
  stop: Int32Array<SharedArrayBuffer>
  seconds: number
  gap: number | undefined
  explain: boolean | undefined
  /** To the thread of `assist-thread.ts`, where there is a core for one. */
  partner: MessagePort | null
}

export interface Assistance {
  problem: Problem
  stop: Int32Array<SharedArrayBuffer>
  partner: MessagePort
}

export type Message =
  | { kind: 'progress'; progress: Progress }
  | { kind: 'done'; roster: Roster }
  | { kind: 'failed'; message: string; stack: string | undefined }

/** Seconds beyond the limit after which a thread that does not answer is ended. */
const GRACE_S = 30

/** Throws when the solver fails, which is a fault of ours: what the input lacks is said in the roster's warnings. */
export function runRoster(problem: Problem, options: RunOptions = {}): Promise<Roster> {
  const seconds = options.seconds ?? 20
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const channel = availableParallelism() > 1 ? new MessageChannel() : null
  const { gap, explain } = options
  const worker = startThread(new URL('./thread.ts', import.meta.url), {
    workerData: {
      problem,
      stop,
      seconds,
      gap,
      explain,
      partner: channel?.port1 ?? null,
    } satisfies Work,
    transferList: channel ? [channel.port1] : [],
  })
  const assistant =
    channel &&
    startThread(new URL('./assist-thread.ts', import.meta.url), {
      workerData: { problem, stop, partner: channel.port2 } satisfies Assistance,
      transferList: [channel.port2],
    })
  let ready = false
  const abort = () => Atomics.store(stop, 0, 1)
  if (options.signal?.aborted) abort()
  options.signal?.addEventListener('abort', abort)
  return new Promise<Roster>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the solver does not answer')), (seconds + GRACE_S) * 1000)
    late.unref()
    worker.on('message', (message: Message) => {
      if (message.kind === 'progress') options.onProgress?.(message.progress)
      else if (message.kind === 'done') resolve(message.roster)
      else reject(Object.assign(new Error(message.message), { stack: message.stack }))
    })
    worker.on('error', reject)
    assistant?.on('error', reject)
    assistant?.on('message', () => {
      ready = true
    })
    worker.on('exit', (code) => reject(new Error(`the solver's thread ended with ${code}`)))
  }).finally(() => {
    options.signal?.removeEventListener('abort', abort)
    abort()
    // A thread that is ended while it loads its modules can hold up those that load theirs: it ends itself.
    if (ready) assistant?.terminate()
    else assistant?.unref()
    return worker.terminate()
  })
}
