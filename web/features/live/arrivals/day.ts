/** The running day as its chart shows it. */
import type { DayProfileData } from '../../../components/chart/day-profile/option.ts'
import type { Capacity, TodayForecast } from './get-today.ts'
import type { UsualDay } from './usual-day.ts'

export interface Day extends DayProfileData {
  /** What the dashed line and the band are. */
  against: 'forecast' | 'usual'
  /** Earlier days behind a usual one. */
  days: number
  people: readonly (number | null)[]
}

/** Against its forecast; where there is none, against earlier weeks. */
export function dayOf(usual: UsualDay, forecast: TodayForecast | null, capacity: Capacity | null): Day {
  const running = usual.today.findLastIndex((value) => value !== null)
  const staff = capacity && capacity.missing === null ? capacity : null
  const capacities = {
    capacity: usual.hours.map((_, i) => staff?.contacts[i] ?? null),
    people: usual.hours.map((_, i) => staff?.people[i] ?? null),
  }
  if (!forecast) return { ...usual, ...capacities, running, against: 'usual' }
  const { mean, p10, p90 } = forecast
  return { ...usual, ...capacities, running, usual: mean, low: p10, high: p90, against: 'forecast' }
}
