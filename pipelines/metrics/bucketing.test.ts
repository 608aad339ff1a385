import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEngine } from '../engine/open.ts'
import type { Engine } from '../engine/port.ts'
import { clockSql, keySql, spine } from './bucketing.ts'
import type { Grain } from './types.ts'
import { HOUR_MS, offsetSegments } from './zone.ts'

const GRAINS: readonly Grain[] = ['hour', 'day', 'week', 'month']
const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Africa/Cairo']

const buckets = (grain: Grain, zone: string, from: string, to: string) => {
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)]
  return spine(grain, offsetSegments(zone, fromMs, toMs), fromMs, toMs)
}
const iso = (ms: number) => new Date(ms).toISOString().replace(':00.000Z', 'Z')

let engine: Engine
beforeAll(async () => {
  engine = await openEngine({ path: ':memory:', tempDirectory: join(tmpdir(), 'pegel-metrics-test') })
})
afterAll(() => engine.close())

describe('spine', () => {
  it.each([
    ['Europe/Berlin', '2026-03-28T23:00Z', '2026-03-29T22:00Z', 23],
    ['Europe/Berlin', '2026-10-24T22:00Z', '2026-10-25T23:00Z', 25],
    ['America/New_York', '2026-03-08T05:00Z', '2026-03-09T04:00Z', 23],
    ['America/New_York', '2026-11-01T04:00Z', '2026-11-02T05:00Z', 25],
    ['Asia/Kathmandu', '2026-03-28T18:15Z', '2026-03-29T18:15Z', 24],
    ['Australia/Lord_Howe', '2026-04-04T13:00Z', '2026-04-05T13:30Z', 25],
  ])('%s has one day from %s to %s with %i hours', (zone, from, to, hours) => {
    expect(buckets('day', zone, from, to).map(({ startMs, endMs }) => [iso(startMs), iso(endMs)])).toEqual([
      [from, to],
    ])
    expect(buckets('hour', zone, from, to)).toHaveLength(hours)
  })

  it('starts ISO weeks on Monday and months on the first, at local midnight', () => {
    expect(
      buckets('week', 'Europe/Berlin', '2026-03-25T12:00Z', '2026-04-01T00:00Z').map((b) => iso(b.startMs)),
    ).toEqual(['2026-03-22T23:00Z', '2026-03-29T22:00Z'])
    expect(
      buckets('month', 'Asia/Kathmandu', '2026-01-31T18:00Z', '2026-01-31T18:16Z').map((b) => iso(b.startMs)),
    ).toEqual(['2025-12-31T18:15Z', '2026-01-31T18:15Z'])
  })

  it('leaves no gap, whatever the zone and grain', () => {
    const year = { min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 0, 1) }
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.constantFrom(...GRAINS),
        fc.integer(year),
        fc.integer({ min: 1, max: 60 * 24 * HOUR_MS }),
        (zone, grain, fromMs, length) => {
          const list = spine(grain, offsetSegments(zone, fromMs, fromMs + length), fromMs, fromMs + length)
          expect(list[0]?.startMs).toBeLessThanOrEqual(fromMs)
          expect(list[0]?.endMs).toBeGreaterThan(fromMs)
          expect(list.at(-1)?.endMs).toBeGreaterThanOrEqual(fromMs + length)
          list.slice(1).forEach((bucket, index) => {
            expect(bucket.startMs).toBe(list[index]?.endMs)
            expect(bucket.startMs).toBeLessThan(fromMs + length)
          })
        },
      ),
    )
  })
})

describe('keySql', () => {
  it.each(ZONES)(
    'puts every instant of 2026 in %s into the bucket of the spine that holds it',
    async (zone) => {
      const [fromMs, toMs] = [Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)]
      const segments = offsetSegments(zone, fromMs, toMs)
      const instants = Array.from({ length: 2 * 8760 }, (_, index) => fromMs + index * (HOUR_MS / 2))
      for (const grain of GRAINS) {
        const sql = `select ${keySql(grain, 't', segments)} from (select make_timestamp(unnest($1::bigint[]) * 1000) as t)`
        const { values } = await engine.columns(sql, [instants])
        const list = spine(grain, segments, fromMs, toMs)
        let position = 0
        const keys = instants.map((ms) => {
          while ((list[position]?.endMs ?? 0) <= ms) position += 1
          return list[position]?.key
        })
        expect([...(values[0] ?? [])]).toEqual(keys)
      }
    },
  )

  it('tells hour and ISO weekday of local time', async () => {
    const instants = [
      '2026-03-29T00:59:00Z',
      '2026-03-29T01:00:00Z',
      '2026-10-25T00:30:00Z',
      '2026-10-25T01:30:00Z',
      '2026-12-31T23:30:00Z',
    ]
    const segments = offsetSegments('Europe/Berlin', Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1))
    const sql = `select ${clockSql('hour_of_day', 't', segments)}, ${clockSql('day_of_week', 't', segments)} from (select unnest($1::varchar[])::timestamp as t)`
    const { values } = await engine.columns(sql, [instants])
    const expected = instants.map((at) => Temporal.Instant.from(at).toZonedDateTimeISO('Europe/Berlin'))
    expect(values[0]).toEqual([1, 3, 2, 2, 0])
    expect(values[1]).toEqual(expected.map(({ dayOfWeek }) => dayOfWeek))
  })
})
