import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import type { Timeline } from '../../config/timeline.ts'
import { type Recipient, recipientSchema } from '../recipient.ts'
import { dueWeeks, nextDueMs } from './due.ts'

const HOUR = 3_600_000
const START = Date.parse('2025-01-06T12:00:00Z')

function onList(body: Partial<Recipient>, fromMs = START): Timeline<Recipient> {
  const whole = recipientSchema.parse({ name: 'A reader', email: 'reader@example.com', ...body })
  return { id: 'reader', spans: [{ version: 1, body: whole, fromMs, toMs: null }] }
}

describe('a schedule over two years', () => {
  it('gives each week once, at its local hour, through changes of clocks, years and downtime', () => {
    const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'UTC')
    const weekday = fc.constantFrom('mon' as const, 'wed' as const, 'sun' as const)
    const time = fc.constantFrom('00:00', '02:30', '07:00', '23:59')
    const outages = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 104 * 168 }), fc.integer({ min: 1, max: 150 })),
      {
        maxLength: 4,
      },
    )
    fc.assert(
      fc.property(zone, weekday, time, outages, (tz, day, hour, down) => {
        const timeline = onList({ tz, weekday: day, time: hour })
        const known = new Map<string, number>()
        for (let tick = 0; tick < 104 * 168; tick += 24) {
          if (down.some(([at, hours]) => at <= tick && tick < at + hours)) continue
          const nowMs = START + tick * HOUR
          for (const { week, dueMs } of dueWeeks(timeline, nowMs)) {
            expect(dueMs).toBeLessThanOrEqual(nowMs)
            if (!known.has(week.id)) known.set(week.id, dueMs)
          }
        }
        const hours = [...known.values()]
        const local = hours.map((ms) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(tz))
        // Each week follows the one before: none missing, none twice.
        for (const [at, one] of local.slice(1).entries()) {
          expect(local[at]?.toPlainDate().until(one.toPlainDate()).days).toBe(7)
        }
        const onTime = local.filter((one) => one.toPlainTime().toString().slice(0, 5) === hour)
        // One change of clocks a year can skip 02:30.
        expect(onTime.length).toBeGreaterThanOrEqual(local.length - 2)
        expect(known.size).toBeGreaterThanOrEqual(100)
      }),
      { numRuns: 12 },
    )
  })

  it('at a local time that is skipped comes at the first instant after it', () => {
    // Clocks in Berlin go from 02:00 to 03:00 on Sunday, 29 March 2026.
    const timeline = onList({ tz: 'Europe/Berlin', weekday: 'sun', time: '02:30' })
    const due = dueWeeks(timeline, Date.parse('2026-03-29T12:00:00Z')).at(-1)
    expect(due?.week.id).toBe('2026-W12')
    expect(new Date(due?.dueMs ?? 0).toISOString()).toBe('2026-03-29T01:00:00.000Z')
  })
})

describe('who is owed nothing', () => {
  const monday = Date.parse('2026-11-23T08:00:00Z')

  it('a newcomer is owed the next week, none of those before', () => {
    const timeline = onList({ tz: 'UTC' }, Date.parse('2026-11-23T07:30:00Z'))
    expect(dueWeeks(timeline, monday)).toEqual([])
    expect(new Date(nextDueMs(timeline, monday) ?? 0).toISOString()).toBe('2026-11-30T07:00:00.000Z')
  })

  it('one who is paused, and no week of the pause afterwards', () => {
    const { spans } = onList({ tz: 'UTC' })
    const body = spans[0]?.body as Recipient
    const paused = { ...body, paused: true }
    const timeline = {
      id: 'reader',
      spans: [
        { version: 1, body, fromMs: START, toMs: Date.parse('2026-11-10T00:00:00Z') },
        {
          version: 2,
          body: paused,
          fromMs: Date.parse('2026-11-10T00:00:00Z'),
          toMs: Date.parse('2026-11-20T00:00:00Z'),
        },
        { version: 3, body, fromMs: Date.parse('2026-11-20T00:00:00Z'), toMs: null },
      ],
    }
    expect(dueWeeks(timeline, Date.parse('2026-11-16T08:00:00Z'))).toEqual([])
    expect(dueWeeks(timeline, monday).map(({ week }) => week.id)).toEqual([
      '2026-W44',
      '2026-W45',
      '2026-W47',
    ])
  })
})
