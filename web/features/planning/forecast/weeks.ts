/** Two weeks that are over and four to come, day by day in the queue's zone. */
import type { DayProfileData } from '../../../components/chart/day-profile/option.ts'
import { addUnits, startOf } from '../../../lib/time/zone.ts'
import type { QueueForecast } from './api.ts'

export const PAST_DAYS = 14
export const AHEAD_DAYS = 28

export interface Weeks extends DayProfileData {
  model: readonly (number | null)[]
}

type Sums = Map<number, number>

/**
 * `fine` is the forecast in intervals of the day, whose sums are shown; `daily` that of whole days, which says how sure they are.
 * `came` holds contacts by local midnight. The running day is what came plus what is still expected.
 */
export function weeksOf(
  fine: Pick<QueueForecast, 'points' | 'zone'>,
  daily: Pick<QueueForecast, 'points'> | null,
  came: ReadonlyMap<number, number>,
  now: number,
): Weeks {
  const { points, zone } = fine
  const today = startOf(now, 'd', zone)
  const hours = Array.from({ length: PAST_DAYS + AHEAD_DAYS }, (_, i) =>
    addUnits(today, i - PAST_DAYS, 'd', zone),
  )
  const [mean, model] = [sumsOf(points.time, points.mean, zone), sumsOf(points.time, points.model, zone)]
  const spread = daily ? spreadOf(daily.points) : new Map<number, { low: number; high: number }>()
  const so = (at: number) => (at === today ? (came.get(at) ?? 0) : 0)
  const ahead = (of: (at: number) => number | undefined) =>
    hours.map((at) => {
      const value = at < today ? undefined : of(at)
      return value === undefined ? null : value
    })
  const shown = (sums: Sums) => (at: number) => {
    const value = sums.get(at)
    return value === undefined ? undefined : value + so(at)
  }
  const edge = (side: 'low' | 'high') => (at: number) => {
    const [value, share] = [mean.get(at), spread.get(at)?.[side]]
    return value === undefined || share === undefined ? undefined : value * share + so(at)
  }
  return {
    hours,
    today: hours.map((at) => (at <= today ? (came.get(at) ?? 0) : null)),
    usual: ahead(shown(mean)),
    model: ahead(shown(model)),
    low: ahead(edge('low')),
    high: ahead(edge('high')),
    running: PAST_DAYS,
  }
}

function sumsOf(time: readonly string[], values: readonly number[], zone: string): Sums {
  const sums: Sums = new Map()
  time.forEach((start, i) => {
    const at = startOf(Date.parse(start), 'd', zone)
    sums.set(at, (sums.get(at) ?? 0) + (values[i] ?? 0))
  })
  return sums
}

/** Ends of the 80 % band of a day as multiples of its mean. */
function spreadOf({ time, mean, p10, p90 }: QueueForecast['points']) {
  return new Map(
    time.map((start, i) => {
      const middle = mean[i] ?? 0
      const share = (value = 0) => (middle > 0 ? value / middle : 1)
      return [Date.parse(start), { low: share(p10[i]), high: share(p90[i]) }]
    }),
  )
}
