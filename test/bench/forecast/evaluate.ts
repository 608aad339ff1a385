import { DAY_MS } from '../../../pipelines/calendars/days.ts'
import { wallClock } from '../../../pipelines/calendars/zone.ts'
import { forecast } from '../../../pipelines/forecast/forecast.ts'
import { buildGrid, type Grid, weekdayOf } from '../../../pipelines/forecast/grid.ts'
import type { SpecialDay } from '../../../pipelines/forecast/special-days.ts'
import { mstlEts, regular } from './anchors.ts'
import type { Series } from './series.ts'

export const SPANS = ['day 1', 'week 1', 'week 2', 'all'] as const
const QUANTILES = [0.05, 0.1, 0.5, 0.9, 0.95]
const AHEAD = 14
const STEP = 30

export interface Score {
  /** Sum of absolute errors, of errors and of volume per span. */
  off: number[]
  signed: number[]
  volume: number[]
}

export interface Evaluation {
  origins: number
  scores: Map<string, Score>
  /** Shares of outcomes inside the 80 and 90 % intervals. */
  covered: { within80: number; within90: number }
  seconds: number
}

/** The grid of a series, which days and slots are open in it, and the origins to try: indexes of days. */
export interface Case {
  series: Series
  grid: Grid
  openDay: (day: number) => boolean
  slots: readonly number[]
  origins: readonly number[]
}

export function caseOf(
  series: Series,
  origins: (grid: Grid, openDay: (day: number) => boolean) => number[],
): Case {
  const grid = buildGrid(series.times, series.values, { zone: series.zone, stepMinutes: STEP })
  const bank = series.name === 'bank_calls'
  const openDay = (day: number) => !bank || weekdayOf(grid.firstDay + day) < 5
  const slots = Array.from({ length: grid.slots }, (_, s) => s).filter((s) => !bank || (s >= 14 && s < 42))
  return { series, grid, openDay, slots, origins: origins(grid, openDay) }
}

/** Ours, the 8-week average, the seasonal naive and MSTL+ETS at every origin, on days that are neither closed nor holidays. */
export function evaluate({ series, grid, openDay, slots, origins }: Case): Evaluation {
  const scores = new Map<string, Score>()
  const covered = { within80: 0, within90: 0 }
  let n = 0
  let seconds = 0
  for (const origin of origins) {
    const started = performance.now()
    const ours = forecastFrom(series, grid, origin, holidaysOf(series))
    seconds += (performance.now() - started) / 1000
    const candidates = new Map<string, (h: number, s: number) => number>([
      ['pegel', (h, s) => ours.mean[h * grid.slots + s] as number],
      ['8-week average', weekAverage(grid, origin, 8)],
      ['seasonal naive', weekAverage(grid, origin, 1)],
      ['MSTL + ETS', anchor(grid, origin, slots, openDay)],
    ])
    for (let h = 0; h < AHEAD; h++) {
      if (series.holidays.has(grid.firstDay + origin + h)) continue
      for (const s of slots) {
        const y = grid.values[(origin + h) * grid.slots + s] ?? Number.NaN
        if (Number.isNaN(y)) continue
        for (const [name, say] of candidates) add(scores, name, h, y, say(h, s))
        const at = h * grid.slots + s
        const q = ours.quantiles.map((one) => one[at] as number)
        n += 1
        if (y >= (q[0] as number) && y <= (q[4] as number)) covered.within90 += 1
        if (y >= (q[1] as number) && y <= (q[3] as number)) covered.within80 += 1
      }
    }
  }
  return {
    origins: origins.length,
    scores,
    covered: { within80: covered.within80 / n, within90: covered.within90 / n },
    seconds: seconds / origins.length,
  }
}

/** Error on holidays, each forecast on the morning three days before, with and without being told of them. */
export function holidayErrors(
  { series, grid }: Case,
  fromDay: number,
): { flagged: number; unflagged: number; days: number } {
  const sums = { flagged: 0, unflagged: 0, volume: 0, days: 0 }
  for (const holiday of series.holidays) {
    const day = holiday - grid.firstDay
    if (day < fromDay || day >= grid.days) continue
    sums.days += 1
    const origin = day - 3
    const flagged = forecastFrom(series, grid, origin, holidaysOf(series))
    const unflagged = forecastFrom(series, grid, origin, new Map())
    for (let s = 0; s < grid.slots; s++) {
      const y = grid.values[day * grid.slots + s] as number
      if (Number.isNaN(y)) continue
      sums.volume += y
      sums.flagged += Math.abs(y - (flagged.mean[3 * grid.slots + s] as number))
      sums.unflagged += Math.abs(y - (unflagged.mean[3 * grid.slots + s] as number))
    }
  }
  return { flagged: sums.flagged / sums.volume, unflagged: sums.unflagged / sums.volume, days: sums.days }
}

export const wape = ({ off, volume }: Score, span: number): number =>
  (off[span] as number) / (volume[span] as number)
export const bias = ({ signed, volume }: Score): number => (signed[3] as number) / (volume[3] as number)

const holidaysOf = (series: Series): Map<number, SpecialDay> =>
  new Map([...series.holidays].map((day) => [day, { class: 'holiday' }]))

/**
 * From what was known on the evening before `origin`: later values are cut off. Laid on `grid` by local day, as closed
 * hours are part of the horizon and daylight saving may add or take one.
 */
function forecastFrom(series: Series, grid: Grid, origin: number, special: ReadonlyMap<number, SpecialDay>) {
  const firstMs = series.times[0] as number
  const untilMs = wallClock(series.zone, firstMs, grid.endMs)((grid.firstDay + origin) * DAY_MS)
  const end = series.times.findIndex((ms) => ms >= untilMs)
  const known = end === -1 ? series.times.length : end
  const said = forecast({
    times: series.times.subarray(0, known),
    values: series.values.subarray(0, known),
    stepMinutes: STEP,
    zone: series.zone,
    horizon: AHEAD * grid.slots + 4,
    untilMs,
    special,
    quantiles: QUANTILES,
  })
  const place = buildGrid(said.times, said.mean, { zone: series.zone, stepMinutes: STEP })
  const quantiles = said.quantiles.map(
    (one) => buildGrid(said.times, one, { zone: series.zone, stepMinutes: STEP }).values,
  )
  return { mean: place.values, quantiles }
}

function weekAverage(grid: Grid, origin: number, weeks: number): (h: number, s: number) => number {
  return (h, s) => {
    let sum = 0
    let n = 0
    for (let d = origin + (h % 7) - 7; d >= 0 && n < weeks; d -= 7) {
      const y = grid.values[d * grid.slots + s] as number
      if (Number.isNaN(y)) continue
      sum += y
      n += 1
    }
    return sum / n
  }
}

function anchor(grid: Grid, origin: number, slots: readonly number[], openDay: (day: number) => boolean) {
  const days: number[] = []
  for (let h = 0; h < AHEAD; h++) if (openDay(origin + h)) days.push(h)
  const week =
    slots.length * [0, 1, 2, 3, 4, 5, 6].filter((d) => openDay(d + 7 - weekdayOf(grid.firstDay))).length
  const history = regular(grid, origin, slots, openDay)
  const point = mstlEts(history.slice(-ANCHOR_WEEKS * week), slots.length, week, days.length * slots.length)
  return (h: number, s: number) => point[days.indexOf(h) * slots.length + slots.indexOf(s)] as number
}

/** What MSTL+ETS looks back on; it did no better with more or with less. */
const ANCHOR_WEEKS = 26

function add(scores: Map<string, Score>, name: string, lead: number, y: number, f: number): void {
  const score = scores.get(name) ?? { off: [0, 0, 0, 0], signed: [0, 0, 0, 0], volume: [0, 0, 0, 0] }
  scores.set(name, score)
  const spans = lead === 0 ? [0, 1, 3] : lead < 7 ? [1, 3] : [2, 3]
  for (const span of spans) {
    score.off[span] = (score.off[span] as number) + Math.abs(y - f)
    score.signed[span] = (score.signed[span] as number) + f - y
    score.volume[span] = (score.volume[span] as number) + y
  }
}
