/** What a day's forecast says of a part of it. */
import type { Capacity, TodayForecast } from './get-today.ts'

const HOUR = 3_600_000

/** Forecast from midnight until an instant, the hour under way in proportion. */
export function expectedBy({ time, mean }: Pick<TodayForecast, 'time' | 'mean'>, now: number): number {
  return time.reduce((sum, start, i) => {
    const share = Math.min(1, Math.max(0, (now - Date.parse(start)) / HOUR))
    return sum + share * (mean[i] ?? 0)
  }, 0)
}

/** Starts of the open hours that end after `now` and in which more is forecast than those on shift can take. */
export function shortHours(
  { time, mean }: Pick<TodayForecast, 'time' | 'mean'>,
  { contacts, open }: Pick<Capacity, 'contacts' | 'open'>,
  now: number,
): number[] {
  return time.flatMap((start, i) => {
    const at = Date.parse(start)
    return at + HOUR > now && open[i] && (mean[i] ?? 0) > (contacts[i] ?? 0) + 0.05 ? [at] : []
  })
}
