/** Every member at origins inside the history: what they would have said, and how far off it was. */
import type { Cleaned } from './clean.ts'
import type { Grid } from './grid.ts'
import type { Member, Origin } from './history.ts'
import type { Eve } from './yesterday.ts'

/** First lead days of the buckets in which errors are told apart: day 1, week 1, week 2, weeks 3 and 4, later. */
export const BUCKETS = [0, 1, 7, 14, 28] as const
export const bucketOf = (lead: number): number =>
  lead < 1 ? 0 : lead < 7 ? 1 : lead < 14 ? 2 : lead < 28 ? 3 : 4

/** Every third day, so that all weekdays come up. */
const SPACING = 3
const ORIGINS = 20
/** Days that those reach back. */
export const RECENT_DAYS = SPACING * ORIGINS
/** Before them, so that other seasons are in the errors too. */
const OLDER_SPACING = 36
const OLDER_ORIGINS = 8
const LONG_SPACING = 14
const LONG_ORIGINS = 6
const FIRST_TRAINING_DAYS = 21

export interface Backtest {
  members: readonly Member[]
  origins: readonly Origin[]
  /** `[member][origin]`: √-scale profiles. */
  said: readonly (readonly Float64Array[])[]
  /** Per origin, the day before it. */
  eves: readonly (Eve | null)[]
  /** `[origin][bucket][member]`: sum of absolute errors; `volume[origin][bucket]` is what they are errors of. */
  errors: readonly (readonly Float64Array[])[]
  volume: readonly Float64Array[]
}

/** Past origins for a history of `days`, oldest first; none where it is too short to try anything on. */
export function pastOrigins(days: number, horizon: number): Origin[] {
  const training = Math.max(FIRST_TRAINING_DAYS, Math.floor(days / 3))
  const lead = Math.min(Math.max(horizon, 7), 14)
  const found = new Map<number, number>()
  for (let i = 0; i < ORIGINS; i++) {
    const day = days - 1 - i * SPACING
    if (day >= training) found.set(day, Math.min(lead, days - day))
  }
  for (let i = 1; i <= OLDER_ORIGINS; i++) {
    const day = days - 1 - RECENT_DAYS - i * OLDER_SPACING
    if (day >= training) found.set(day, lead)
  }
  if (horizon > 14) {
    for (let i = 0; i < LONG_ORIGINS; i++) {
      const day = days - 28 - i * LONG_SPACING
      if (day >= training) found.set(day, Math.min(horizon, 56, days - day))
    }
  }
  return [...found].map(([day, length]) => ({ day, horizon: length })).sort((a, b) => a.day - b.day)
}

/** Days that count in a back-test: open, known, not special, not out of line. */
export function counts(cleaned: Cleaned, day: number): boolean {
  return day < cleaned.days && cleaned.weight[day] === 1
}

/** `factor` by day is what the calendar's effects, taken out of what the members saw, put back in (√ scale). */
export function errorsOf(
  grid: Grid,
  cleaned: Cleaned,
  backtest: Omit<Backtest, 'errors' | 'volume'>,
  factor: Float64Array,
): Backtest {
  const { members, origins, said } = backtest
  const m = grid.slots
  const errors = origins.map(() => BUCKETS.map(() => new Float64Array(members.length)))
  const volume = origins.map(() => new Float64Array(BUCKETS.length))
  origins.forEach(({ day, horizon }, o) => {
    for (let h = 0; h < horizon; h++) {
      if (!counts(cleaned, day + h)) continue
      const bucket = bucketOf(h)
      const sums = (errors[o] as Float64Array[])[bucket] as Float64Array
      const totals = volume[o] as Float64Array
      const lift = (factor[day + h] as number) ** 2
      for (let s = 0; s < m; s++) {
        const y = grid.values[(day + h) * m + s] as number
        if (Number.isNaN(y) || !cleaned.open[(day + h) * m + s]) continue
        totals[bucket] = (totals[bucket] as number) + y
        for (let k = 0; k < members.length; k++) {
          const f = ((said[k] as Float64Array[])[o] as Float64Array)[h * m + s] as number
          sums[k] = (sums[k] as number) + Math.abs(y - f * f * lift)
        }
      }
    }
  })
  return { ...backtest, errors, volume }
}
