import { type History, type Member, weekdayAt } from '../history.ts'
import { WeeklyProfile } from './weekly-profile.ts'

const YEAR = 364
/** Days around a day whose mean is taken for its level a year ago. */
const AROUND = 10
const RECENT = 14

/**
 * This month's profile, moved as the level moved over the same weeks a year ago. Says nothing (usual values only) where there
 * is less than a year and a month to look back on.
 */
export const lastYear: Member = {
  name: 'last year',
  run(history, origins) {
    const asked = new Map(origins.map(({ day, horizon }) => [day, horizon]))
    const m = history.slots
    const levels = dayLevels(history)
    const profile = new WeeklyProfile(m, 0.25)
    const results: Float64Array[] = []
    for (let d = 0; d <= (origins.at(-1)?.day ?? -1); d++) {
      const horizon = asked.get(d)
      if (horizon !== undefined) {
        const out = new Float64Array(horizon * m)
        const before = mean(levels, d - YEAR - RECENT, d - YEAR)
        for (let h = 0; h < horizon; h++) {
          const target = d + h - YEAR * Math.ceil((h + AROUND + 1) / YEAR)
          const then = mean(levels, target - AROUND, target + AROUND + 1)
          const factor = before > 0 && then > 0 ? then / before : 1
          const usual = profile.of(weekdayAt(history, d + h))
          for (let s = 0; s < m; s++) out[h * m + s] = factor * (usual[s] as number)
        }
        results.push(out)
      }
      if (d < history.days && history.opens[d]) profile.learn(history, d)
    }
    return results
  },
}

/** Whether `origin` has the year behind it that `lastYear` looks at. */
export const hasLastYear = (origin: number): boolean => origin >= YEAR + 28

/** Sum of each day less its weekday's effect: a centred week around it; NaN where closed. */
function dayLevels(history: History): Float64Array {
  const m = history.slots
  const sums = new Float64Array(history.days)
  for (let d = 0; d < history.days; d++) {
    let sum = 0
    for (let s = 0; s < m; s++) sum += history.x[d * m + s] as number
    sums[d] = sum
  }
  return sums
}

function mean(levels: Float64Array, from: number, to: number): number {
  let sum = 0
  let n = 0
  for (let d = Math.max(0, from); d < Math.min(to, levels.length); d++) {
    sum += levels[d] as number
    n += 1
  }
  return n === to - from ? sum / n : 0
}
