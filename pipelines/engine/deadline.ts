import { unavailable } from '../errors.ts'
import type { ReadOptions } from './port.ts'

const DEFAULT_MS = 10_000

/** When a read has to stop: the caller's signal or the time limit, whichever comes first. */
export interface Deadline {
  readonly signal: AbortSignal
  /** Forgets timer and listener. */
  clear(): void
}

/** Starts counting at once, so that time spent waiting for a place counts too. */
export function deadline(options: ReadOptions = {}, also?: AbortSignal): Deadline {
  const controller = new AbortController()
  const ms = options.timeoutMs ?? DEFAULT_MS
  const timer = setTimeout(() => {
    controller.abort(unavailable(`The query was stopped after ${ms / 1000} s`))
  }, ms)
  const signals = [options.signal, also].filter((signal) => signal !== undefined)
  const forward = () => controller.abort(signals.find((signal) => signal.aborted)?.reason)
  for (const signal of signals) signal.addEventListener('abort', forward, { once: true })
  if (signals.some((signal) => signal.aborted)) forward()
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer)
      for (const signal of signals) signal.removeEventListener('abort', forward)
    },
  }
}
