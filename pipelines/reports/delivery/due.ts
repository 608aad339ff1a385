/** Which weeks are due to whom. Pure: the clock and the configuration decide, nothing else. */
import { Temporal } from 'temporal-polyfill'
import { holdingAt, type Timeline } from '../../config/timeline.ts'
import { fromLocal, offsetSegments } from '../../metrics/zone.ts'
import { dueAt, type Recipient } from '../recipient.ts'
import { lastWeek, moved, type Week } from '../week.ts'

/** Weeks that are made up for after downtime. */
export const CATCH_UP_WEEKS = 4

export interface Due {
  recipient: string
  week: Week
  body: Recipient
  dueMs: number
}

/**
 * The weeks whose hour has come, the oldest first: those at whose hour the recipient was on the list and not paused.
 * A local time that a change of clocks skips is the instant after the gap; one that it repeats is the first.
 */
export function dueWeeks({ id, spans }: Timeline<Recipient>, nowMs: number): Due[] {
  const body = holdingAt({ id, spans }, nowMs)?.body
  if (!body || body.paused) return []
  const last = lastWeek(new Date(nowMs), body.tz)
  return Array.from({ length: CATCH_UP_WEEKS }, (_, back) => moved(last, back + 1 - CATCH_UP_WEEKS, body.tz))
    .map((week) => ({ recipient: id, week, body, dueMs: dueMsOf(week, body) }))
    .filter(({ dueMs }) => {
      const then = holdingAt({ id, spans }, dueMs)?.body
      return dueMs <= nowMs && then !== undefined && !then.paused
    })
}

/** When the next report leaves; null while none will. */
export function nextDueMs({ id, spans }: Timeline<Recipient>, nowMs: number): number | null {
  const body = holdingAt({ id, spans }, nowMs)?.body
  if (!body || body.paused) return null
  const last = lastWeek(new Date(nowMs), body.tz)
  const hours = [last, moved(last, 1, body.tz)].map((week) => dueMsOf(week, body))
  return hours.find((ms) => ms > nowMs) ?? null
}

function dueMsOf(week: Week, body: Recipient): number {
  const { days, minutes } = dueAt(body)
  const day = Temporal.PlainDate.from(week.monday).add({ days: 7 + days })
  const localMs = Date.parse(`${day.toString()}T00:00:00Z`) + minutes * 60_000
  return fromLocal(offsetSegments(body.tz, localMs, localMs), localMs)
}
