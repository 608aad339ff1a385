/** Time that pages share: a minute that all queries of a page agree on, and a second for counters. */
import { useSyncExternalStore } from 'react'

const MINUTE = 60_000

/** End of the running minute in epoch milliseconds: `now` for ranges, so that the figures of one page belong together. */
export function useNow(): number {
  return useSyncExternalStore(minute.subscribe, minute.read)
}

/** Now in epoch milliseconds, moving every second. */
export function useSecond(): number {
  return useSyncExternalStore(second.subscribe, second.read)
}

function ticker(step: number, valueAt: (now: number) => number) {
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | null = null
  const tick = () => {
    timer = setTimeout(tick, step - (Date.now() % step))
    for (const listener of listeners) listener()
  }
  return {
    read: () => valueAt(Date.now()),
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      timer ??= setTimeout(tick, step - (Date.now() % step))
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0 || timer === null) return
        clearTimeout(timer)
        timer = null
      }
    },
  }
}

const minute = ticker(MINUTE, (now) => Math.ceil(now / MINUTE) * MINUTE)
const second = ticker(1000, (now) => Math.floor(now / 1000) * 1000)
