/** What a weekly report knows, in no language yet. Every figure is the catalog's, asked for with the report's range, zone and filters. */
import type { DriversResult } from '../drivers/types.ts'
import type { Filter } from '../metrics/types.ts'
import type { Week } from './week.ts'

export interface Headline {
  metric: string
  /** Null where there is nothing to say: no rows, or fewer than the metric's smallest n. */
  value: number | null
  n: number
  before: number | null
  beforeN: number
  /** Stated in the configuration, or for attainment what the policies in force promise together; else null. */
  target: number | null
  /** Members of the cohort that are not finished, so that the figure may still change; null where none can be. */
  stillOpen: number | null
}

/** A headline figure that moved more than it usually does from week to week, with the driver analysis of that move. */
export interface Move {
  metric: string
  value: number
  before: number
  change: number
  /** Median of the absolute changes of the weeks before, and of how many; null with fewer than six. */
  usual: { change: number; weeks: number } | null
  /** How many weeks back no change was as large; null unless it is the largest of at least six. */
  largestInWeeks: number | null
  drivers: DriversResult
}

export interface TeamSla {
  team: string | null
  attainment: number | null
  n: number
  before: number | null
  breached: number
  /** What the policies promise for the clocks that were decided; null without a promise. */
  goal: number | null
  firstResponse: number | null
  nextResponse: number | null
  resolution: number | null
}

/** At the end of the week; of all teams where `team` is undefined. */
export interface OpenWork {
  team?: string | null
  open: number | null
  before: number | null
  waiting: number | null
  overdue: number | null
  medianAgeS: number | null
  oldestAgeS: number | null
}

export interface DayOff {
  date: string
  calendar: string
  name: string | null
}

export interface Note {
  id: string
  kind: string
  text: string
  from: string
  to: string
}

/** Expected arrivals of one hour, with the band that holds nine of ten. */
export interface Peak {
  at: string
  expected: number
  low: number
  high: number
}

/** What rosters lack: agent hours, and the intervals in which most people are missing. */
export interface StaffingGap {
  hours: number
  worst: readonly { at: string; agents: number }[]
}

/** What is expected of the week after the one reported. */
export interface Outlook {
  week: Week
  /** `short`: there is too little to go by. */
  forecast:
    | { state: 'known'; expected: number; low: number; high: number; peaks: readonly Peak[] }
    | { state: 'short' }
    | { state: 'failed'; reason: string }
  /** Null without a roster. */
  gap: StaffingGap | null
}

export interface Chart {
  id: 'created' | 'attainment' | 'open'
  unit: string
  /** ISO instants of the buckets. */
  times: readonly string[]
  grain: 'day' | 'week'
  values: readonly (number | null)[]
  /** The same buckets of the week before. */
  before: readonly (number | null)[] | null
  target: number | null
}

export interface WeeklyFigures {
  week: Week
  before: Week
  tz: string
  filters: readonly Filter[]
  /** Instant that the facts have been brought up to; before the week's end the week is not over. */
  asOf: string
  dataVersion: number
  complete: boolean
  /** Nothing at all happened in either week under these filters. */
  empty: boolean
  headline: readonly Headline[]
  moves: readonly Move[]
  /** Headline figures that moved no more than usual. */
  steady: readonly string[]
  sla: readonly TeamSla[]
  open: OpenWork
  openByTeam: readonly OpenWork[]
  outlook: Outlook
  daysOff: { week: readonly DayOff[]; before: readonly DayOff[]; next: readonly DayOff[] }
  notes: readonly Note[]
  charts: readonly Chart[]
}
