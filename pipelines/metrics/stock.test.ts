import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { query } from './query.ts'
import { contextOf, engineWith, type FactRow } from './test-facts.ts'

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu']
const START = Date.UTC(2026, 2, 1)
const MINUTE = 60_000
const AS_OF = '2026-04-20T00:00:00Z'

/** A ticket's life: gaps in minutes between opening, solving, reopening, …; the last stretch may be open. */
const life = fc.record({
  created: fc.integer({ min: 0, max: 45 * 1440 }),
  gaps: fc.array(fc.integer({ min: 1, max: 6 * 1440 }), { maxLength: 5 }),
  team: fc.constantFrom('Billing', 'Sales', null),
  removed: fc.boolean(),
})
const iso = (minutes: number) => new Date(START + minutes * MINUTE).toISOString()

/** Facts that follow from the lives as the models would write them. */
function factsOf(
  lives: readonly { created: number; gaps: readonly number[]; team: string | null; removed: boolean }[],
) {
  const ticket: FactRow[] = []
  const resolution: FactRow[] = []
  const intervals: FactRow[] = []
  lives.forEach(({ created, gaps, team, removed }, index) => {
    const common = { ticket_key: `t${index}`, team, removed }
    const turns = [created]
    for (const gap of gaps) turns.push((turns.at(-1) ?? 0) + gap)
    ticket.push({ ...common, created_at: iso(created), status: gaps.length % 2 === 0 ? 'open' : 'solved' })
    turns.forEach((from, turn) => {
      const to = turns[turn + 1]
      const open = turn % 2 === 0
      const until = to === undefined ? null : iso(to)
      intervals.push({
        ...common,
        is_open: open,
        status: open ? 'open' : 'solved',
        from_at: iso(from),
        to_at: until,
      })
      if (open) resolution.push({ ...common, cycle: turn / 2 + 1, opened_at: iso(from), solved_at: until })
    })
  })
  return { ticket, resolution, status_interval: intervals }
}

describe('backlog', () => {
  it('of a day is that of the day before plus created plus reopened minus resolved', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(life, { minLength: 1, maxLength: 25 }),
        fc.constantFrom(...ZONES),
        fc.constantFrom('hour' as const, 'day' as const, 'week' as const),
        async (lives, tz, grain) => {
          const engine = await engineWith(factsOf(lives))
          try {
            const metrics = ['backlog_open', 'tickets_created', 'tickets_reopened', 'tickets_resolved']
            const { data, rowCount } = await query(contextOf(engine, AS_OF), {
              metrics,
              grain,
              tz,
              from: '2026-03-05',
              to: '2026-04-15',
            })
            const of = (metric: string, row: number) => Number(data[metric]?.[row])
            for (let row = 1; row < rowCount; row += 1) {
              const change =
                of('tickets_created', row) + of('tickets_reopened', row) - of('tickets_resolved', row)
              expect(of('backlog_open', row)).toBe(of('backlog_open', row - 1) + change)
            }
          } finally {
            await engine.close()
          }
        },
      ),
      { numRuns: 12 },
    )
  })

  it('at the end of each bucket, by team, is what a look at that instant finds, and so is the age', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(life, { minLength: 1, maxLength: 25 }),
        fc.constantFrom(...ZONES),
        async (lives, tz) => {
          const facts = factsOf(lives)
          const engine = await engineWith(facts)
          try {
            const context = contextOf(engine, AS_OF)
            const range = { from: '2026-03-29', to: '2026-04-02', tz, by: ['team'] }
            const metrics = ['backlog_open', 'backlog_age_median', 'backlog_age_oldest']
            const { data, rowCount } = await query(context, { ...range, metrics, grain: 'day' })
            for (let row = 0; row < rowCount; row += 1) {
              const later = data.time?.find((time) => String(time) > String(data.time?.[row]))
              const end = Date.parse(String(later ?? (await query(context, { ...range, metrics })).meta.to))
              const ages = facts.resolution
                .filter((cycle) => !cycle.removed && cycle.team === data.team?.[row])
                .filter((cycle) => Date.parse(String(cycle.opened_at)) < end)
                .filter((cycle) => cycle.solved_at === null || Date.parse(String(cycle.solved_at)) >= end)
                .map((cycle) => (end - Date.parse(String(cycle.opened_at))) / 1000)
                .sort((a, b) => a - b)
              const middle = (ages.length - 1) / 2
              const median = ((ages[Math.floor(middle)] ?? 0) + (ages[Math.ceil(middle)] ?? 0)) / 2
              expect(data.backlog_open?.[row]).toBe(ages.length)
              expect(data.backlog_age_oldest?.[row]).toBe(ages.at(-1) ?? null)
              expect(data.backlog_age_median?.[row]).toBe(ages.length === 0 ? null : median)
            }
          } finally {
            await engine.close()
          }
        },
      ),
      { numRuns: 8 },
    )
  })

  it('never counts an interval that ends before it starts', async () => {
    const clock = {
      ticket_key: 'a:1',
      started_at: '2026-03-02T08:00:00Z',
      due_at: '2026-03-02T12:00:00Z',
      stopped_at: '2026-03-02T09:00:00Z',
      over_at: '2026-03-02T09:00:00Z',
      state: 'met',
    }
    const engine = await engineWith({ sla_clock: [clock] })
    const { data } = await query(contextOf(engine, AS_OF), {
      metrics: ['sla_at_risk'],
      grain: 'hour',
      from: '2026-03-02T07:00:00Z',
      to: '2026-03-02T13:00:00Z',
    })
    expect(data.sla_at_risk).toEqual([0, 0, 0, 0, 0, 0])
    await engine.close()
  })
  it('counts the clock of a session that ran out as running until it is breached, and as overdue never', async () => {
    const clock = { ticket_key: 'a:1', started_at: '2026-03-02T08:00:00Z', due_at: '2026-03-02T10:00:00Z' }
    const breached = { ...clock, breached_at: clock.due_at, stopped_at: null }
    const engine = await engineWith({
      sla_clock: [
        { ...breached, state: 'breached', over_at: clock.due_at },
        { ...breached, ticket_key: 'a:2', state: 'overdue' },
      ],
    })
    const { data } = await query(contextOf(engine, AS_OF), {
      metrics: ['sla_running', 'sla_overdue'],
      grain: 'hour',
      from: '2026-03-02T08:00:00Z',
      to: '2026-03-02T12:00:00Z',
    })
    expect(data.sla_running).toEqual([2, 2, 1, 1])
    expect(data.sla_overdue).toEqual([0, 0, 1, 1])
    await engine.close()
  })
})
