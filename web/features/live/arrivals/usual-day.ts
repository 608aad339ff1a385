/** Today's hours beside the same weekday of the weeks before. */
import type { QueryResult } from '../../../../pipelines/metrics/types.ts'
import { addUnits, startOf, wallOf } from '../../../lib/time/zone.ts'

export interface UsualDay {
  /** Start of each hour of today, epoch milliseconds. */
  hours: readonly number[]
  /** Null for hours that have not begun. */
  today: readonly (number | null)[]
  /** Mean of the earlier days, null where none of them has the hour. */
  usual: readonly (number | null)[]
  low: readonly (number | null)[]
  high: readonly (number | null)[]
  /** Earlier days that had any data. */
  days: number
}

export const WEEKS = 4

/** From hourly figures over `WEEKS` weeks to the running day; hours are matched by the wall clock of the zone. */
export function usualDay(result: QueryResult, metric: string, now: number, zone: string): UsualDay {
  const at = (result.data.time ?? []).map((time) => Date.parse(String(time)))
  const values = result.data[metric] ?? []
  const figures = new Map(at.map((time, index) => [time, Number(values[index] ?? 0)]))
  const midnight = startOf(now, 'd', zone)
  const days = Array.from({ length: WEEKS }, (_, week) => addUnits(midnight, -7 * (week + 1), 'd', zone))
    .map((start) => dayFigures(start, zone, figures))
    .filter((day) => day.some((value) => value > 0))
  const hours = hoursOf(midnight, zone)
  const earlier = hours.map((hour) => days.flatMap((day) => day[wallOf(hour, zone).hour] ?? []))
  return {
    hours,
    today: hours.map((hour) => (hour < now ? (figures.get(hour) ?? 0) : null)),
    usual: earlier.map((found) =>
      found.length ? found.reduce((sum, value) => sum + value, 0) / found.length : null,
    ),
    low: earlier.map((found) => (found.length ? Math.min(...found) : null)),
    high: earlier.map((found) => (found.length ? Math.max(...found) : null)),
    days: days.length,
  }
}

/** Figures of a day by hour on the wall clock; an hour that is repeated counts together, one that is skipped stays absent. */
function dayFigures(midnight: number, zone: string, figures: ReadonlyMap<number, number>): number[] {
  const day: number[] = []
  for (const hour of hoursOf(midnight, zone)) {
    const wall = wallOf(hour, zone).hour
    day[wall] = (day[wall] ?? 0) + (figures.get(hour) ?? 0)
  }
  return day
}

function hoursOf(midnight: number, zone: string): number[] {
  const end = addUnits(midnight, 1, 'd', zone)
  const hours: number[] = []
  for (let hour = midnight; hour < end; hour += 3_600_000) hours.push(hour)
  return hours
}
