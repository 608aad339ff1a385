/** Every shift that the patterns allow on a day, with the ways to place its breaks. */
import { minutesOf } from '../../calendars/days.ts'
import type { Horizon } from '../model/horizon.ts'
import type { Shift } from '../model/roster.ts'
import type { Rules } from '../model/rules.ts'
import type { Pattern } from '../model/setup.ts'

/** A break as minutes of the shift: `[begins, ends)`. */
export type Pause = readonly [number, number]

/** Presence in intervals: which ones, and which share of each. */
export interface Presence {
  slots: Int32Array
  shares: Float64Array
}

export interface ShiftType {
  pattern: Pattern
  day: number
  startMs: number
  endMs: number
  /** Minutes of work, without breaks. */
  work: number
  /** The whole span; what lies outside the period is left out. */
  span: Presence
  /** One of them is taken; never empty, `[]` where there is no break. */
  placings: { pauses: readonly Pause[]; away: Presence }[]
  /** Put by hand, for those whom it was put for alone. */
  isPin: boolean
}

/** Most ways of placing breaks that are looked at for one shift. */
const MOST_PLACINGS = 60

/** Shifts that begin on the day and hold what the rules say of a single shift, hardly. */
export function shiftTypesOf(
  patterns: readonly Pattern[],
  rules: Rules,
  horizon: Horizon,
  day: number,
): ShiftType[] {
  const { weekday } = horizon.days[day] as Horizon['days'][number]
  const found = new Map<string, ShiftType>()
  for (const pattern of patterns) {
    if (!pattern.days.includes(weekday)) continue
    for (const [from, to] of spansOf(pattern)) {
      const startMs = horizon.instant(day, from)
      const endMs = horizon.instant(day, to)
      if (endMs <= startMs) continue
      const type = typeOf(pattern, rules, horizon, day, startMs, endMs)
      const key = `${pattern.id} ${startMs} ${endMs}`
      if (type && !found.has(key)) found.set(key, type)
    }
  }
  return [...found.values()]
}

/** Beginnings and ends in minutes of wall time. */
function spansOf(pattern: Pattern): [number, number][] {
  const starts: number[] = []
  if (typeof pattern.start === 'string') starts.push(minutesOf(pattern.start))
  else {
    const { from, to, every } = pattern.start
    for (let at = minutesOf(from); at <= minutesOf(to); at += every) starts.push(at)
  }
  return starts.flatMap((start): [number, number][] => {
    if (pattern.end !== undefined) {
      const end = minutesOf(pattern.end)
      return [[start, end > start ? end : end + 1440]]
    }
    const hours = pattern.hours ?? 8
    if (typeof hours === 'number') return [[start, start + hours * 60]]
    const lengths: [number, number][] = []
    for (let length = hours.from; length <= hours.to + 1e-9; length += hours.every) {
      lengths.push([start, start + Math.round(length * 60)])
    }
    return lengths
  })
}

/** A shift that is given, breaks and all. */
export function pinnedTypeOf(shift: Shift, pattern: Pattern, horizon: Horizon, day: number): ShiftType {
  const [startMs, endMs] = [Date.parse(shift.start), Date.parse(shift.end)]
  const pauses = shift.breaks.map(
    (one): Pause => [(Date.parse(one.start) - startMs) / 60_000, (Date.parse(one.end) - startMs) / 60_000],
  )
  return { ...typeWith(pattern, horizon, day, [startMs, endMs], [pauses]), isPin: true }
}

function typeOf(
  pattern: Pattern,
  rules: Rules,
  horizon: Horizon,
  day: number,
  startMs: number,
  endMs: number,
): ShiftType | null {
  const length = (endMs - startMs) / 60_000
  const placings = placingsOf(pattern, rules, length, horizon.stepMs / 60_000)
  const [first] = placings
  if (!first) return null
  const work = length - minutesIn(first)
  if (rules.daily_hours.is === 'hard' && work > rules.daily_hours.limit * 60) return null
  return typeWith(pattern, horizon, day, [startMs, endMs], placings)
}

/** Each way to place the breaks has as much of them. */
function typeWith(
  pattern: Pattern,
  horizon: Horizon,
  day: number,
  [startMs, endMs]: readonly [number, number],
  placings: readonly (readonly Pause[])[],
): ShiftType {
  return {
    pattern,
    day,
    startMs,
    endMs,
    work: (endMs - startMs) / 60_000 - minutesIn(placings[0] ?? []),
    span: presenceOf(horizon, [[startMs, endMs]]),
    placings: placings.map((pauses) => ({
      pauses,
      away: presenceOf(
        horizon,
        pauses.map(([a, b]) => [startMs + a * 60_000, startMs + b * 60_000]),
      ),
    })),
    isPin: false,
  }
}

/** Ways to place the breaks that the rule on breaks allows; none when the pattern's own breaks are too few. */
function placingsOf(pattern: Pattern, rules: Rules, length: number, step: number): Pause[][] {
  const asked = pattern.breaks === 'auto' ? automatic(length, step, rules) : pattern.breaks.map(windowOf)
  let ways: Pause[][] = [[]]
  for (const { minutes, from, to } of asked) {
    const grain = minutes % step === 0 ? step : 15
    ways = ways.flatMap((way) => {
      const begins: number[] = []
      for (let at = Math.ceil(from / grain) * grain; at <= to && at + minutes < length; at += grain)
        begins.push(at)
      const after = way.at(-1)?.[1] ?? Number.NEGATIVE_INFINITY
      return begins.filter((at) => at > after).map((at): Pause[] => [...way, [at, at + minutes]])
    })
  }
  const legal =
    rules.breaks.is === 'off' ? ways : ways.filter((way) => enough(way, length, rules.breaks.limit))
  const least = Math.min(...legal.map(minutesIn))
  const even = legal.filter((way) => minutesIn(way) === least)
  const stride = Math.ceil(even.length / MOST_PLACINGS)
  return even.filter((_, i) => i % stride === 0)
}

const windowOf = (one: { minutes: number; from_hours: number; to_hours: number }) => ({
  minutes: one.minutes,
  from: one.from_hours * 60,
  to: one.to_hours * 60,
})

/** One break of half an hour in the middle half, and a quarter more beyond nine hours of work. */
function automatic(
  length: number,
  step: number,
  rules: Rules,
): { minutes: number; from: number; to: number }[] {
  if (rules.breaks.is === 'off' || length <= 360) return []
  const minutes = Math.ceil(30 / Math.min(step, 30)) * Math.min(step, 30)
  const stretch = rules.breaks.limit * 60
  const main = {
    minutes,
    from: Math.max(120, length - minutes - stretch - 15),
    to: Math.min(stretch, length - minutes - 90),
  }
  if (length - minutes <= 540) return [main]
  return [main, { minutes: 15, from: main.from + minutes + 60, to: length - 75 }]
}

function enough(pauses: readonly Pause[], length: number, longest: number): boolean {
  const away = minutesIn(pauses)
  const work = length - away
  if (work > 360 && away < 30) return false
  if (work > 540 && away < 45) return false
  let since = 0
  for (const [from, to] of [...pauses, [length, length] as const]) {
    if (from - since > longest * 60) return false
    since = to
  }
  return true
}

const minutesIn = (pauses: readonly Pause[]) => pauses.reduce((sum, [from, to]) => sum + to - from, 0)

function presenceOf(horizon: Horizon, spans: readonly (readonly [number, number])[]): Presence {
  const slots: number[] = []
  const shares: number[] = []
  for (const [fromMs, toMs] of spans) {
    const from = Math.max(0, horizon.slotAt(fromMs))
    const to = Math.min(horizon.slots, horizon.slotAt(toMs))
    for (let slot = Math.floor(from); slot < to; slot++) {
      slots.push(slot)
      shares.push(Math.min(slot + 1, to) - Math.max(slot, from))
    }
  }
  return { slots: Int32Array.from(slots), shares: Float64Array.from(shares) }
}
