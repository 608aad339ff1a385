import { type History, weekdayAt } from './history.ts'

const RECENT_DAYS = 182

/**
 * How much of the variance between intervals a pattern explains, 0 to 1: that of the day alone, and what the week adds to it.
 * √ scale, days that are believed.
 */
export function seasonsOf(history: History): { daily: number; weekly: number } {
  const { slots: m, x } = history
  const day = new Float64Array(m)
  const dayCount = new Float64Array(m)
  const week = new Float64Array(7 * m)
  const weekCount = new Float64Array(7 * m)
  const each = (use: (y: number, s: number, t: number) => void) => {
    for (let d = Math.max(0, history.days - RECENT_DAYS); d < history.days; d++) {
      if (history.weight[d] !== 1) continue
      const w = weekdayAt(history, d)
      for (let s = 0; s < m; s++) if (history.open[d * m + s]) use(x[d * m + s] as number, s, w * m + s)
    }
  }
  let sum = 0
  let n = 0
  each((y, s, t) => {
    sum += y
    n += 1
    day[s] = (day[s] as number) + y
    dayCount[s] = (dayCount[s] as number) + 1
    week[t] = (week[t] as number) + y
    weekCount[t] = (weekCount[t] as number) + 1
  })
  let total = 0
  let afterDay = 0
  let afterWeek = 0
  each((y, s, t) => {
    total += (y - sum / n) ** 2
    afterDay += (y - (day[s] as number) / (dayCount[s] as number)) ** 2
    afterWeek += (y - (week[t] as number) / (weekCount[t] as number)) ** 2
  })
  if (total <= 0) return { daily: 0, weekly: 0 }
  return { daily: 1 - afterDay / total, weekly: Math.max(0, (afterDay - afterWeek) / total) }
}

/** Volume of the last two weeks against that of the eight before, 1 where there is too little to compare. */
export function trendOf(history: History): number {
  const mean = (from: number, to: number) => {
    let sum = 0
    let n = 0
    for (let d = Math.max(0, from); d < to; d++) {
      if (!history.opens[d]) continue
      for (let s = 0; s < history.slots; s++) sum += (history.x[d * history.slots + s] as number) ** 2
      n += 1
    }
    return n === 0 ? 0 : sum / n
  }
  const { days } = history
  const before = days >= 28 ? mean(days - 70, days - 14) : 0
  return before > 0 ? mean(days - 14, days) / before : 1
}
