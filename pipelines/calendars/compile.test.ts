import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { calendarSchema, defaultCalendar } from './calendar.ts'
import { compileCalendar, type OpenInterval } from './compile.ts'

const VECTORS = new URL('../../../shared/vectors/business-time.json', import.meta.url)

interface Case {
  id: string
  kind: 'elapsed' | 'deadline'
  calendar: {
    tz: string
    week: Record<string, [string, string][]>
    holidays?: string[]
    date_hours?: Record<string, [string, string][]>
    pauses?: string[][]
  }
  from: string
  to: string
  expected: number
  tolerance_s?: number
}

function elapsed(intervals: readonly OpenInterval[], fromMs: number, toMs: number): number {
  let seconds = 0
  for (const one of intervals) {
    seconds += Math.max(0, Math.min(toMs, one.closesAtMs) - Math.max(fromMs, one.opensAtMs)) / 1000
  }
  return seconds
}

const overlap = (intervals: readonly OpenInterval[], pauses: string[][], from: number, to: number) =>
  pauses.reduce(
    (sum, [a = '', b = '']) =>
      sum + elapsed(intervals, Math.max(from, Date.parse(a)), Math.min(to, Date.parse(b))),
    0,
  )

describe('compileCalendar', () => {
  it.skipIf(!existsSync(VECTORS))(
    'agrees with the published elapsed cases (skipped without ../shared)',
    () => {
      const cases = (JSON.parse(readFileSync(VECTORS, 'utf8')) as Case[]).filter(
        (one) => one.kind === 'elapsed',
      )
      expect(cases.length).toBeGreaterThan(20)
      for (const one of cases) {
        const calendar = calendarSchema.parse({
          zone: one.calendar.tz,
          week: one.calendar.week,
          holidays: one.calendar.holidays ?? [],
          date_hours: one.calendar.date_hours ?? {},
        })
        const from = Date.parse(one.from)
        const to = Date.parse(one.to)
        const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)
        const intervals = compileCalendar(
          calendar,
          day(Math.min(from, to) - 2 * 86_400_000),
          day(Math.max(from, to) + 2 * 86_400_000),
        )
        const seconds = elapsed(intervals, from, to) - overlap(intervals, one.calendar.pauses ?? [], from, to)
        expect(Math.abs(seconds - one.expected), one.id).toBeLessThanOrEqual(one.tolerance_s ?? 0)
      }
    },
  )

  it('closes on public holidays and keeps the cumulated seconds in step', () => {
    const intervals = compileCalendar(defaultCalendar, '2026-04-02', '2026-04-08')
    // Thursday, then Good Friday and Easter Monday closed, then Tuesday and Wednesday.
    expect(intervals.map((one) => new Date(one.opensAtMs).toISOString())).toEqual([
      '2026-04-02T06:00:00.000Z',
      '2026-04-07T06:00:00.000Z',
      '2026-04-08T06:00:00.000Z',
    ])
    expect(intervals.map((one) => one.openSecondsBefore)).toEqual([0, 36_000, 72_000])
  })

  it('moves an opening in the spring gap to the first valid instant', () => {
    const calendar = calendarSchema.parse({
      zone: 'America/Los_Angeles',
      week: { sun: [['02:30', '05:00']] },
    })
    const [interval] = compileCalendar(calendar, '2014-03-09', '2014-03-09')
    expect(new Date(interval?.opensAtMs ?? 0).toISOString()).toBe('2014-03-09T10:00:00.000Z')
  })

  it('joins stretches that touch at midnight', () => {
    const calendar = calendarSchema.parse({
      zone: 'UTC',
      week: { mon: [['22:00', '24:00']], tue: [['00:00', '06:00']] },
    })
    expect(compileCalendar(calendar, '2026-01-05', '2026-01-06')).toHaveLength(1)
  })
})
