/** From the record of a queue to what will come, interval by interval. */
import { coarsen, coarseness, spreadOut } from './coarse.ts'
import { type Explanation as Foretold, foresee } from './foresee.ts'
import { buildGrid, type Grid } from './grid.ts'
import { fillOmittedZeros, type OpenSlots, openGrid } from './opening.ts'
import { poissonFloor } from './poisson.ts'
import type { SpecialDay } from './special-days.ts'
import { stepsAhead } from './steps.ts'
import type { Warning } from './warning.ts'

export interface ForecastInput {
  /** Starts of intervals in Unix milliseconds, in order; intervals that are not there are unknown, not zero. */
  times: ArrayLike<number>
  /** What arrived in each, from 0. */
  values: ArrayLike<number>
  /** 15, 30, 60 or 1440 (days). */
  stepMinutes: number
  zone: string
  /** Intervals to forecast, by the clock: closed ones count. */
  horizon: number
  /** Instant up to which the record is complete; the end of its last interval unless told. */
  untilMs?: number
  /** Opening hours by local day number; what the record shows unless told. */
  open?: OpenSlots
  /** Holidays and events by local day number, past and coming. */
  special?: ReadonlyMap<number, SpecialDay>
  /** Shares for the quantiles, ascending. */
  quantiles?: readonly number[]
}

export interface Forecast {
  /** Starts of the intervals. */
  times: Float64Array
  mean: Float64Array
  /** Mean of the last eight same weekdays, slot by slot: what planning tools offer first. */
  average: Float64Array
  /** One array per share asked for. */
  quantiles: Float64Array[]
  /** 0 where closed: nothing is expected then. */
  open: Uint8Array
  explanation: Explanation
  warnings: Warning[]
}

export interface Explanation extends Foretold {
  /** Error that chance alone would leave a perfect forecast of counts, as a share. */
  poissonFloor: number
}

const USUAL_QUANTILES = [0.05, 0.1, 0.5, 0.9, 0.95] as const
/** A year and a day of quarters of an hour. */
const MOST_STEPS = 366 * 96

/**
 * Forecasts `horizon` intervals after the record. Deterministic; never negative; quantiles ascend with their shares.
 * @example forecast({ times, values, stepMinutes: 30, zone: 'Europe/Berlin', horizon: 672 }).mean[0]
 */
export function forecast(input: ForecastInput): Forecast {
  const shares = input.quantiles ?? USUAL_QUANTILES
  const special = input.special ?? new Map<number, SpecialDay>()
  const grid = buildGrid(input.times, input.values, input)
  const zeros = fillOmittedZeros(grid)
  const steps = stepsAhead(grid, Math.min(input.horizon, MOST_STEPS))
  const open = openGrid(grid, Math.max(1, steps.lastDay - grid.firstDay - grid.days + 1), input.open ?? null)
  const times = coarseness(grid, open)
  const coarse = coarsen(grid, open, times)
  const { days, cut } = originOf(
    coarse.grid,
    coarse.open,
    steps.firstDay,
    Math.floor(steps.firstSlot / times),
  )
  const horizon = coarse.open.length / coarse.grid.slots - days
  const foreseen = foresee({ grid: coarse.grid, open: coarse.open, days, cut, horizon, special, shares })
  const fine = times === 1 ? foreseen : spreadOut(foreseen, coarse, grid, open, days, times, shares)
  const out = {
    times: steps.times,
    mean: new Float64Array(steps.times.length),
    average: new Float64Array(steps.times.length),
    quantiles: shares.map(() => new Float64Array(steps.times.length)),
    open: new Uint8Array(steps.times.length),
  }
  for (let i = 0; i < steps.times.length; i++) {
    const slot = steps.slots[i] as number
    const lead = (steps.days[i] as number) - grid.firstDay - days
    if (lead < 0 || !open[(days + lead) * grid.slots + slot]) continue
    if (!coarse.open[(days + lead) * coarse.grid.slots + Math.floor(slot / times)]) continue
    const cell = lead * grid.slots + slot
    out.open[i] = 1
    out.mean[i] = fine.mean[cell] as number
    out.average[i] = fine.average[cell] as number
    fine.quantiles.forEach((quantile, q) => {
      ;(out.quantiles[q] as Float64Array)[i] = quantile[cell] as number
    })
  }
  const warnings: Warning[] = zeros > 0 ? [{ code: 'omitted_zeros', intervals: zeros }] : []
  return {
    ...out,
    warnings: [...warnings, ...foreseen.warnings],
    explanation: { ...foreseen.explanation, poissonFloor: poissonFloor(out.mean, out.open) },
  }
}

/** Complete days of the record, and the first slot of the next that is not known yet. */
function originOf(
  grid: Grid,
  open: Uint8Array,
  firstDay: number,
  firstSlot: number,
): { days: number; cut: number } {
  const days = firstDay - grid.firstDay
  if (days >= grid.days) return { days: grid.days, cut: 0 }
  // The running day's first coarse slot is not over yet: nothing of the day is known for sure.
  if (firstSlot === 0) return { days, cut: 0 }
  const rest = open.subarray(days * grid.slots + firstSlot, (days + 1) * grid.slots)
  return rest.includes(1) ? { days, cut: firstSlot } : { days: days + 1, cut: 0 }
}
