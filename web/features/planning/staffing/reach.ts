import { addUnits, startOf } from '../../../lib/time/zone.ts'

/** Days that are planned at once. */
export const DAYS = 7
/** Forecasts reach a year ahead. */
const AHEAD_MS = 366 * 86_400_000

/** First days for which all that is planned at once lies within the forecast, as local midnights; an earlier one would end before today. */
export function reachOf(now: number, zone: string): { first: number; last: number } {
  const today = startOf(now, 'd', zone)
  return {
    first: addUnits(today, 1 - DAYS, 'd', zone),
    last: addUnits(startOf(now + AHEAD_MS, 'd', zone), -DAYS, 'd', zone),
  }
}
