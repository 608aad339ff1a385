/** Curves by the week in which they are used, each learnt from what was decided before that week began. */
import type { Reader } from '../../engine/port.ts'
import { DAY_MS } from '../../metrics/zone.ts'
import { BINS, type Curve, fitCurve } from './curve.ts'

const WEEK_MS = 7 * DAY_MS
/** 1970-01-05, a Monday. */
const FIRST_MONDAY_MS = 4 * DAY_MS
const REACH_WEEKS = 26
/** A young folder learns anew each day, until it has this many weeks behind it. */
const YOUNG_WEEKS = 4

export interface Curves {
  /** The curve in use at an instant. */
  at(atMs: number): Curve
  /** Until when that curve is in use. */
  until(atMs: number): number
}

type Decided = {
  day: number
  target: string
  team: string | null
  priority: string | null
  channel: string | null
  bin: number | null
  n: number
}

const weekOf = (ms: number) => Math.floor((ms - FIRST_MONDAY_MS) / WEEK_MS)
const dayOf = (ms: number) => Math.floor(ms / DAY_MS)

/** What was decided up to `toMs`, ready to be learnt from for any instant from `fromMs` on. */
export async function readCurves(reader: Reader, fromMs: number, toMs: number): Promise<Curves> {
  const earliest = FIRST_MONDAY_MS + (weekOf(fromMs) - REACH_WEEKS) * WEEK_MS
  const rows = await reader.rows<Decided>(
    `select
       epoch_ms(coalesce(breached_at, stopped_at)) // ${DAY_MS} as day, target, team, priority, channel,
       case when state = 'met' then cast(floor(elapsed_s / target_s * ${BINS}) as integer) end as bin, count(*) as n
     from sla_clock
     where state in ('met', 'breached', 'overdue') and target_s > 0
       and coalesce(breached_at, stopped_at) >= make_timestamp($1::bigint)
       and coalesce(breached_at, stopped_at) < make_timestamp($2::bigint)
     group by all`,
    [earliest * 1000, toMs * 1000],
    { timeoutMs: 60_000 },
  )
  const firstDay = rows.reduce((first, { day }) => Math.min(first, day), Number.POSITIVE_INFINITY)
  const known = new Map<number, Curve>()
  const isYoung = (week: number) => firstDay > dayOf(FIRST_MONDAY_MS + (week - YOUNG_WEEKS) * WEEK_MS)
  return {
    at(atMs) {
      const week = weekOf(atMs)
      const before = isYoung(week) ? dayOf(atMs) : dayOf(FIRST_MONDAY_MS + week * WEEK_MS)
      const made = known.get(before)
      if (made) return made
      const since = dayOf(FIRST_MONDAY_MS + (week - REACH_WEEKS) * WEEK_MS)
      const curve = fitCurve(rows.filter(({ day }) => day >= since && day < before))
      known.set(before, curve)
      return curve
    },
    until(atMs) {
      const week = weekOf(atMs)
      return isYoung(week) ? (dayOf(atMs) + 1) * DAY_MS : FIRST_MONDAY_MS + (week + 1) * WEEK_MS
    },
  }
}

const HOLD_MS = 10 * 60_000
const held = new WeakMap<Reader, { curves: Curves; fromMs: number; untilMs: number; readAt: number }>()

/** As `readCurves` for one instant; kept for a while, as what was decided before its week hardly changes. */
export async function curvesAt(reader: Reader, atMs: number): Promise<Curves> {
  const known = held.get(reader)
  const isFresh =
    known && known.fromMs <= atMs && atMs < known.untilMs && performance.now() - known.readAt < HOLD_MS
  if (isFresh) return known.curves
  const curves = await readCurves(reader, atMs, atMs)
  held.set(reader, { curves, fromMs: atMs, untilMs: curves.until(atMs), readAt: performance.now() })
  return curves
}
