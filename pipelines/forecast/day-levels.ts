import { type History, weekdayAt } from './history.ts'

/**
 * Logarithm of each day's level against what is usual on its weekday, √ scale, for days before `origin`; NaN where a day
 * teaches nothing. `years` is what to take out first: factors by day.
 */
export function dayLevels(history: History, origin: number): Float64Array {
  const { slots: m, x } = history
  const taught = (d: number) => history.opens[d] === 1 && history.weight[d] === 1
  const profiles = Array.from({ length: 7 }, () => new Float64Array(m))
  const counts = new Float64Array(7)
  for (let d = 0; d < origin; d++) {
    if (!taught(d)) continue
    const w = weekdayAt(history, d)
    counts[w] = (counts[w] as number) + 1
    const profile = profiles[w] as Float64Array
    for (let s = 0; s < m; s++) profile[s] = (profile[s] as number) + (x[d * m + s] as number)
  }
  const levels = new Float64Array(origin).fill(Number.NaN)
  for (let d = 0; d < origin; d++) {
    if (!taught(d)) continue
    const w = weekdayAt(history, d)
    const profile = profiles[w] as Float64Array
    let cross = 0
    let square = 0
    for (let s = 0; s < m; s++) {
      const usual = (profile[s] as number) / (counts[w] as number)
      cross += (x[d * m + s] as number) * usual
      square += usual * usual
    }
    if (square > 0 && cross > 0) levels[d] = Math.log(cross / square)
  }
  return levels
}
