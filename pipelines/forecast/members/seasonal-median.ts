import { type History, type Member, weekdayAt } from '../history.ts'

/** Median of the last eight same weekdays, slot by slot: what a careful planner does by hand. */
export const seasonalMedian: Member = {
  name: 'median of 8 weeks',
  run: (history, origins) => origins.map(({ day, horizon }) => fromWeeks(history, day, horizon, middle)),
}

/** Mean of the last eight same weekdays: what planning tools offer first, and the figure to beat. */
export const eightWeekAverage: Member = {
  name: '8-week average',
  run: (history, origins) =>
    origins.map(({ day, horizon }) =>
      fromWeeks(history, day, horizon, (values, n) => {
        let sum = 0
        for (let i = 0; i < n; i++) sum += (values[i] as number) ** 2
        return Math.sqrt(sum / n)
      }),
    ),
}

const WEEKS = 8

function fromWeeks(
  history: History,
  origin: number,
  horizon: number,
  of: (values: Float64Array, n: number) => number,
): Float64Array {
  const m = history.slots
  const out = new Float64Array(horizon * m)
  const values = new Float64Array(WEEKS)
  for (let h = 0; h < horizon; h++) {
    if (h >= 7) {
      out.copyWithin(h * m, (h - 7) * m, (h - 6) * m)
      continue
    }
    const days = sameWeekdays(history, origin, h)
    for (let s = 0; s < m; s++) {
      for (let i = 0; i < days.length; i++) values[i] = history.x[(days[i] as number) * m + s] as number
      out[h * m + s] = days.length === 0 ? 0 : of(values, days.length)
    }
  }
  return out
}

/** The last days of that weekday before the origin; those of any weekday where there was none. */
function sameWeekdays(history: History, origin: number, lead: number): number[] {
  const days: number[] = []
  for (let d = origin + lead - 7; d >= 0 && days.length < WEEKS; d -= 7) {
    if (d < origin && history.opens[d]) days.push(d)
  }
  const weekday = weekdayAt(history, origin + lead)
  if (days.length > 0 || weekday < 0) return days
  for (let d = origin - 1; d >= 0 && days.length < WEEKS; d--) if (history.opens[d]) days.push(d)
  return days
}

function middle(values: Float64Array, n: number): number {
  const sorted = values.subarray(0, n).slice().sort()
  const half = n >> 1
  return n % 2 === 1
    ? (sorted[half] as number)
    : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2
}
