/** Spread of a record too short to try a forecast on: what its own days show, and what is known of days elsewhere. */
import { byVolume, type Errors } from './by-volume.ts'
import type { Cleaned } from './clean.ts'
import type { Grid } from './grid.ts'
import { weekdayAt } from './history.ts'
import { taughtDays, type UsualDay, usualDays } from './members/first-days.ts'
import { normalQuantile } from './normal.ts'
import type { Spread } from './spread.ts'

/** Standard deviation of what a day's level does later on, √ scale, on a weekday that was seen, and on one that was not. */
const LEVEL_SEEN = 0.03
const LEVEL_UNSEEN = 0.1
/** Leverage above which days say nothing of each other. */
const ALONE = 0.9

/** As if normal on √ scale, wider the fewer days there are. */
export function untriedSpread(grid: Grid, cleaned: Cleaned): Spread {
  const usual = usualDays(cleaned, cleaned.days)
  const on = (day: number) => usual[weekdayAt(cleaned, day)] as UsualDay
  const taught = taughtDays(cleaned, cleaned.days)
  const leverage = taught.reduce((sum, d) => sum + on(d).leverage, 0) / Math.max(1, taught.length)
  const fit = byVolume(residuals(grid, cleaned, taught, on))
  const noise = leverage < ALONE ? fit : byVolume(roughness(cleaned))
  const freedom = leverage < ALONE ? 1 - leverage : 1
  const evidence = Math.max(1.5, taught.length)
  return {
    // The noise that is in the profile already is left out of the mean.
    variance: fit.square,
    quantile(f, lead, p) {
      const day = on(cleaned.days + lead)
      const level = day.seen > 0 ? LEVEL_SEEN : LEVEL_UNSEEN
      const size = normalQuantile(p)
      const factor = 1 + (size * size + 1) / (4 * evidence)
      const variance = (noise.square(f) * (1 + day.leverage)) / freedom + (level * f) ** 2
      return Math.max(0, f + size * factor * Math.sqrt(variance))
    },
  }
}

function residuals(
  grid: Grid,
  { slots: m, open }: Cleaned,
  taught: readonly number[],
  on: (day: number) => UsualDay,
): Errors {
  const f: number[] = []
  const r: number[] = []
  for (const d of taught) {
    const { profile } = on(d)
    for (let s = 0; s < m; s++) {
      const y = grid.values[d * m + s] as number
      if (Number.isNaN(y) || !open[d * m + s]) continue
      f.push(profile[s] as number)
      r.push(Math.sqrt(Math.max(0, y)) - (profile[s] as number))
    }
  }
  return { f, r: Float64Array.from(r) }
}

/** One day alone: each interval against the mean of its neighbours, which errs by half as much again. */
function roughness({ x, open }: Cleaned): Errors {
  const f: number[] = []
  const r: number[] = []
  for (let i = 1; i + 1 < x.length; i++) {
    if (!(open[i - 1] && open[i] && open[i + 1])) continue
    const around = ((x[i - 1] as number) + (x[i + 1] as number)) / 2
    f.push(around)
    r.push(((x[i] as number) - around) / Math.sqrt(1.5))
  }
  return { f, r: Float64Array.from(r) }
}
