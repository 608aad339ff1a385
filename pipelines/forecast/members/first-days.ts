import { type History, type Member, weekdayAt } from '../history.ts'

/** Days' worth of evidence that a weekday is like the others of its kind. */
const ALIKE = 1
/** Share of a weekday's own hours, against those of its kind at its own level, once it was seen. */
const OWN = 0.5

/**
 * For a record of days, not weeks: a weekday is as it was, drawn towards the other days of its kind (Monday to Friday, or weekend), and
 * as these where it was never seen.
 */
export const firstDays: Member = {
  name: 'first days',
  run: (history, origins) =>
    origins.map(({ day, horizon }) => {
      const usual = usualDays(history, day)
      const out = new Float64Array(horizon * history.slots)
      for (let h = 0; h < horizon; h++)
        out.set((usual[weekdayAt(history, day + h)] as UsualDay).profile, h * history.slots)
      return out
    }),
}

/** Days before `origin` that say something of later ones. */
export const taughtDays = (history: History, origin: number): number[] =>
  Array.from({ length: origin }, (_, d) => d).filter((d) => history.opens[d] && history.weight[d] === 1)

export interface UsualDay {
  /** √ scale. */
  profile: Float64Array
  /** Days of that weekday that were seen. */
  seen: number
  /** How much of the noise of one day is in the profile: 1 where a single day is all there is. */
  leverage: number
}

/** By weekday, Monday first, from the days before `origin`. */
export function usualDays(history: History, origin: number): UsualDay[] {
  const taught = taughtDays(history, origin)
  const weekdays = [0, 1, 2, 3, 4, 5, 6]
  return weekdays.map((w) => {
    const kind = taught.filter((d) => isWeekend(weekdayAt(history, d)) === isWeekend(w))
    const alike = kind.length > 0 ? kind : taught
    const base = meanDay(history, alike)
    const own = taught.filter((d) => weekdayAt(history, d) === w)
    const seen = own.length
    const from = 1 / Math.max(1, alike.length)
    if (seen === 0) return { profile: base, seen, leverage: from }
    const mean = meanDay(history, own)
    const belief = seen / (seen + ALIKE)
    const level = 1 + belief * (ratioOf(mean, base) - 1)
    const share = belief * OWN
    const profile = base.map((value, s) => share * (mean[s] as number) + (1 - share) * level * value)
    return { profile, seen, leverage: share / seen + (1 - share) * from }
  })
}

const isWeekend = (weekday: number): boolean => weekday >= 5

function meanDay({ slots: m, x }: History, days: readonly number[]): Float64Array {
  const out = new Float64Array(m)
  for (const d of days) for (let s = 0; s < m; s++) out[s] = (out[s] as number) + (x[d * m + s] as number)
  return out.map((sum) => sum / Math.max(1, days.length))
}

/** Level of `day` in units of `usual`, by least squares. */
function ratioOf(day: Float64Array, usual: Float64Array): number {
  let cross = 0
  let square = 0
  day.forEach((value, s) => {
    cross += value * (usual[s] as number)
    square += (usual[s] as number) ** 2
  })
  return square > 0 ? cross / square : 1
}
