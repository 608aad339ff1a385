import { HOUR, type LocalDays, MINUTE } from './company/days.ts'
import type { Facets, Reading, Thread, Told } from './reading.ts'

/** A customer's wait, from the first unanswered message to an agent's answer, or to the end. */
export interface Turn {
  thread: Thread
  askedAt: number
  /** Null when it is still open. */
  endedAt: number | null
  outcome: 'answered' | 'solved' | 'bot' | 'open' | 'gone'
  isFirst: boolean
  facets: Facets
  agent: string
  /** Seconds within Monday to Friday 08:00–18:00 Berlin, holidays left out; open turns up to the end. */
  businessSeconds: number
}

const TARGETS: Record<string, readonly [number, number]> = {
  urgent: [15, 30],
  high: [30, 60],
  normal: [60, 120],
  low: [120, 240],
}

/** All waits of the threads that the inbox tool knows, with what was known of them at their end. */
export function turnsOf(reading: Reading, berlin: LocalDays, endsAt: number): Turn[] {
  const turns: Turn[] = []
  for (const thread of reading.threads.values()) {
    if (thread.inInbox) turnsOfThread(thread, berlin, endsAt, turns)
  }
  return turns
}

function turnsOfThread(thread: Thread, berlin: LocalDays, endsAt: number, turns: Turn[]): void {
  let askedAt = 0
  let first = true
  let botLast = false
  let facets: Facets = {}
  const close = (told: Told | null, outcome: Turn['outcome']) => {
    if (askedAt === 0) return
    turns.push({
      thread,
      askedAt,
      endedAt: told?.at ?? null,
      outcome,
      isFirst: first,
      facets,
      agent: told?.agent ?? '',
      businessSeconds: businessSeconds(berlin, askedAt, told?.at ?? endsAt),
    })
    askedAt = 0
    botLast = false
    if (outcome === 'answered') first = false
  }
  for (const told of thread.told) {
    if (told.what === 'route') facets = { ...facets, ...told.facets }
    else if (told.what === 'inbound' && askedAt === 0) askedAt = told.at
    else if (told.what === 'bot') botLast = true
    else if (told.what === 'reply') close(told, 'answered')
    else if (told.what === 'gone') close(told, 'gone')
    else if (told.what === 'status' && told.value === 'solved') {
      close(told, botLast ? 'bot' : 'solved')
      first = true
    }
  }
  close(null, 'open')
}

/** Whether a turn kept the default policy's promise; an open one that still has time is null. */
export function kept(turn: Turn): boolean | null {
  const targets = TARGETS[turn.facets.priority ?? ''] ?? [60, 120]
  const target = targets[turn.isFirst ? 0 : 1] * 60
  if (turn.businessSeconds > target) return false
  return turn.outcome === 'open' ? null : true
}

/** Seconds of opening time between two instants: Monday to Friday, 08:00 to 18:00, no holidays. */
export function businessSeconds(days: LocalDays, from: number, to: number): number {
  let sum = 0
  for (let day = days.at(from); day.startsAt < to; day = days.day(day.index + 1)) {
    if (day.weekday > 5 || day.holiday) continue
    const opens = Math.max(from, day.startsAt + 8 * HOUR)
    const closes = Math.min(to, day.startsAt + 18 * HOUR)
    if (closes > opens) sum += (closes - opens) / 1000
  }
  return sum
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

export const minutes = (turn: Turn): number => ((turn.endedAt ?? Number.NaN) - turn.askedAt) / MINUTE
