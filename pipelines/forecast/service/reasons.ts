/** What made a day's value: a sum of steps from the level of the last weeks to the forecast. */
import { DAY_MS, isoOf } from '../../calendars/days.ts'
import type { Explanation } from '../forecast.ts'
import { localClock } from '../local-clock.ts'
import type { AdjustedPoints } from './adjust.ts'
import type { Change } from './by-hand.ts'

/** Contacts each; from `level` to `byHand` they add up to `expected`, and those of `hand` to `byHand`. */
export interface DayReasons {
  /** Local date in the queue's zone. */
  day: string
  /** A day of the last eight weeks, whatever its weekday, in the same intervals. */
  level: number
  /** What the weekday makes of it: the 8-week average of that weekday against the level. */
  weekday: number
  /** Season and movement since: what the models say beyond that average. */
  movement: number
  /** What the holiday or the mark makes of it. */
  special: number
  /** What the hours of the running day so far make of it. */
  today: number
  /** What people made of it, and what each adjustment that reaches the day did, in the order in which they apply. */
  byHand: number
  hand: { id: string; contacts: number }[]
  expected: number
  /** The holiday or mark of the day, with its multiple of a usual day and the share of the contacts that it touches. */
  mark: { class: string; name: string | null; ratio: number; share: number } | null
}

const NEARLY_CLOSED = 0.02

/** Of each local day with points in `[fromMs, toMs)`, in their order, over those. `zone` is that of the forecast. */
export function reasonsOf(
  { points, changes }: { points: AdjustedPoints; changes: readonly Change[] },
  { ahead, intraday, originDay }: Pick<Explanation, 'ahead' | 'intraday' | 'originDay'>,
  zone: string,
  fromMs: number,
  toMs: number,
): DayReasons[] {
  const starts = points.time.map((time) => Date.parse(time))
  if (starts.length === 0) return []
  const wallOf = localClock(zone, starts[0] as number, starts.at(-1) as number)
  const walls = starts.map(wallOf)
  const levelAt = levels(points, walls)
  const byDay = new Map<number, number[]>()
  walls.forEach((wall, i) => {
    if ((starts[i] as number) < fromMs || (starts[i] as number) >= toMs) return
    const day = Math.floor(wall / DAY_MS)
    byDay.set(day, [...(byDay.get(day) ?? []), i])
  })
  return [...byDay].map(([day, indices]) => {
    const sum = (values: readonly number[]) => indices.reduce((total, i) => total + (values[i] ?? 0), 0)
    const level = indices.reduce((total, i) => total + levelAt((walls[i] as number) % DAY_MS), 0)
    const [average, model, expected] = [sum(points.average), sum(points.model), sum(points.mean)]
    const mark = ahead.find((one) => one.day === day)
    const factor = intraday?.factors[day - originDay] ?? 1
    const beforeToday = factor > 0 ? model / factor : model
    const ratio = mark?.ratio ?? 1
    const usual = ratio > NEARLY_CLOSED ? beforeToday / ratio : average
    return {
      day: isoOf(day),
      level,
      weekday: average - level,
      movement: usual - average,
      special: beforeToday - usual,
      today: model - beforeToday,
      byHand: expected - model,
      hand: changes.flatMap(({ id, contacts }) => {
        const own = indices.flatMap((i) => contacts[i] ?? [])
        return own.length > 0 ? [{ id, contacts: own.reduce((a, b) => a + b, 0) }] : []
      }),
      expected,
      mark: mark ? { class: mark.class, name: mark.name ?? null, ratio, share: mark.share ?? 1 } : null,
    }
  })
}

/** The 8-week average of a time of day over the seven weekdays ahead, each counted once. */
function levels(points: AdjustedPoints, walls: readonly number[]): (timeOfDay: number) => number {
  const byTime = new Map<number, Map<number, number>>()
  walls.forEach((wall, i) => {
    const [time, weekday] = [wall % DAY_MS, Math.floor(wall / DAY_MS) % 7]
    const known = byTime.get(time) ?? new Map<number, number>()
    if (!known.has(weekday)) known.set(weekday, points.average[i] ?? 0)
    byTime.set(time, known)
  })
  const means = new Map(
    [...byTime].map(([time, known]) => [time, [...known.values()].reduce((a, b) => a + b, 0) / known.size]),
  )
  return (time) => means.get(time) ?? 0
}
