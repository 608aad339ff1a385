import { describe, expect, it } from 'vitest'
import type { QueryResult } from '../../../../pipelines/metrics/types.ts'
import { usualDay } from './usual-day.ts'

const BERLIN = 'Europe/Berlin'

function hourly(entries: Record<string, number>): QueryResult {
  return {
    columns: [],
    data: { time: Object.keys(entries), tickets_created: Object.values(entries) },
    rowCount: Object.keys(entries).length,
    meta: {
      from: '',
      to: '',
      tz: BERLIN,
      previous: null,
      asOf: '',
      dataVersion: 1,
      incompleteFrom: null,
      approximate: [],
      stillOpen: {},
      sources: [],
      ms: 1,
    },
  }
}

describe('the usual day', () => {
  const now = Date.parse('2026-10-28T09:20:00Z')

  it('takes the same weekday of the last four weeks at the same wall time, over the end of summer time', () => {
    const day = usualDay(
      hourly({
        '2026-10-28T09:00:00Z': 3,
        '2026-10-28T08:00:00Z': 9,
        '2026-10-21T07:00:00Z': 10,
        '2026-10-14T07:00:00Z': 20,
        '2026-10-07T07:00:00Z': 0,
        '2026-10-07T06:00:00Z': 4,
        '2026-10-20T07:00:00Z': 999,
      }),
      'tickets_created',
      now,
      BERLIN,
    )
    expect(day.days).toBe(3)
    expect(day.hours).toHaveLength(24)
    expect(day.today.slice(8, 12)).toEqual([0, 9, 3, null])
    expect(day.usual[9]).toBe(10)
    expect([day.low[9], day.high[9]]).toEqual([0, 20])
  })

  it('has no usual day without history', () => {
    const day = usualDay(hourly({ '2026-10-28T08:00:00Z': 9 }), 'tickets_created', now, BERLIN)
    expect(day.days).toBe(0)
    expect(day.usual.every((value) => value === null)).toBe(true)
    expect(day.today[9]).toBe(9)
  })

  it('adds a repeated hour up and leaves a skipped one out', () => {
    const sunday = Date.parse('2026-11-01T12:00:00Z')
    const repeated = usualDay(
      hourly({ '2026-10-25T00:00:00Z': 5, '2026-10-25T01:00:00Z': 6 }),
      'tickets_created',
      sunday,
      BERLIN,
    )
    expect(repeated.usual[2]).toBe(11)
    const spring = usualDay(
      hourly({ '2026-03-29T01:00:00Z': 7 }),
      'tickets_created',
      Date.parse('2026-04-05T12:00:00Z'),
      BERLIN,
    )
    expect([spring.usual[2], spring.usual[3]]).toEqual([null, 7])
  })
})
