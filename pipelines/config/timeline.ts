import type { Calendar } from '../calendars/calendar.ts'
import type { Config } from './config.ts'
import type { Policy } from './policy.ts'

export interface Span<T> {
  version: number
  body: T
  fromMs: number | null
  toMs: number | null
}
export interface Timeline<T> {
  id: string
  spans: Span<T>[]
}
export interface Timelines {
  calendars: Timeline<Calendar>[]
  policies: Timeline<Policy>[]
}

export const timelinesOf = (config: Config): Timelines => ({
  calendars: [{ id: 'default', spans: [{ version: 1, body: config.calendar, fromMs: null, toMs: null }] }],
  policies: [{ id: 'default', spans: [{ version: 1, body: config.policy, fromMs: null, toMs: null }] }],
})
