import { setTimeout as sleep } from 'node:timers/promises'
import type { Delivery } from './wire/outbox.ts'
import { Company, type WorldOptions } from './world/world.ts'

export interface LiveOptions extends Omit<WorldOptions, 'floorPerHour'> {
  /** Deliveries that arrived before this instant (milliseconds) are left out; the end of the data unless told. */
  from?: number
  /** How many times faster than real time what lies between `from` and now is caught up with; at once unless told. */
  speed?: number
  /** Conversations an hour that begin at least; questions to the bot make up for quiet hours. */
  floorPerHour?: number
  signal?: AbortSignal
  /** Wall clock in milliseconds, and how to wait for an instant of it. */
  clock?: Clock
}

export interface Clock {
  now(): number
  /** Resolves at the instant, or as soon as the signal is aborted. */
  until(instant: number, signal: AbortSignal | undefined): Promise<void>
}

/** Some ten deliveries a conversation: several a minute at any hour. */
const FLOOR_PER_HOUR = 40
const AT_MOST_MS = 20
const LONGEST_SLEEP_MS = 3_600_000

/**
 * The same company going on after its year of data: each delivery when it is due, with whoever waited at the end still
 * waiting. The year is lived through again first, without output, in slices that leave the event loop room.
 * Ends when the signal is aborted.
 */
export async function* liveTraffic(options: LiveOptions): AsyncGenerator<Delivery, void> {
  const {
    from = options.endsAt,
    speed = Number.POSITIVE_INFINITY,
    signal,
    clock = clockOf(Date.now),
  } = options
  const company = new Company({ ...options, floorPerHour: options.floorPerHour ?? FLOOR_PER_HOUR })
  const startedAt = clock.now()
  let breatheAt = performance.now() + AT_MOST_MS
  for (const delivery of company.deliveries()) {
    if (signal?.aborted) return
    if (performance.now() > breatheAt) {
      await new Promise(setImmediate)
      breatheAt = performance.now() + AT_MOST_MS
    }
    if (delivery.arrivesAt < from) continue
    const dueAt = Math.max(delivery.arrivesAt, startedAt + (delivery.arrivesAt - from) / speed)
    while (clock.now() < dueAt && !signal?.aborted) await clock.until(dueAt, signal)
    if (signal?.aborted) return
    yield delivery
  }
}

/** A clock that goes as fast as ours, and says what it is told to. */
export function clockOf(now: () => number): Clock {
  return {
    now,
    until: async (instant, signal) => {
      const milliseconds = Math.min(LONGEST_SLEEP_MS, Math.max(0, instant - now()))
      await sleep(milliseconds, undefined, signal ? { signal } : {}).catch(() => undefined)
    },
  }
}
