/** A calendar's week as people say it: days with the same hours together. */
import type { Calendar } from '../../../../pipelines/calendars/calendar.ts'

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Day = (typeof DAYS)[number]

export interface DayRun {
  /** ISO weekdays, 1 for Monday, both included. */
  from: number
  to: number
  /** `08:00–18:00`; none where it is closed. */
  hours: string[]
}

/** Runs of neighbouring days that open and close alike, closed ones left out. */
export function weekRuns(week: Calendar['week']): DayRun[] {
  const runs: DayRun[] = []
  for (const [index, day] of DAYS.entries()) {
    const hours = (week[day] ?? []).map(([open, close]) => `${open}–${close}`)
    const last = runs.at(-1)
    if (last && last.to === index && last.hours.join() === hours.join()) last.to = index + 1
    else runs.push({ from: index + 1, to: index + 1, hours })
  }
  return runs.filter(({ hours }) => hours.length > 0)
}
