import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LAW_CASES } from '../calendars/test-calendars.ts'
import type { Row } from '../engine/port.ts'
import type { CanonicalEvent } from '../events/event.ts'
import { explainClocks } from '../sla/explain-clock.ts'
import { loadModels } from './model.ts'
import { type Folding, openFolding, timelines } from './test-fold.ts'
import { Walk, type Walked } from './test-walk.ts'
import { AS_OF, histories, WORLDS, YEARS } from './test-world.ts'

/** In each of four configurations. */
const TICKETS = LAW_CASES
const SEED = 20_260_302

const models = loadModels(fileURLToPath(new URL('../../sql/models/', import.meta.url)))

let folding: Folding
beforeAll(async () => {
  folding = await openFolding({ years: YEARS })
})
afterAll(() => folding.close())

const ms = (column: string) => `epoch_ms(${column}) as ${column}`
const FACTS = [
  'ticket',
  'response',
  'resolution',
  'status_interval',
  'sla_clock',
  'message',
  'handoff',
  'escalation',
]

describe.each(WORLDS.map((world, index) => ({ world, index })))(
  'clocks in world $index',
  ({ world, index }) => {
    const told = histories(TICKETS, SEED + index)
    let walked: { ticket: string; events: readonly CanonicalEvent[]; walk: Walked }[]

    beforeAll(async () => {
      const walk = new Walk(timelines(world), YEARS)
      walked = told.map((one) => ({ ...one, walk: walk.ticket(one.events, Date.parse(AS_OF)) }))
      await folding.reset()
      await folding.configure(world)
      await folding.store(told.flatMap(({ events }) => events))
      await folding.full(AS_OF)
    })

    it('are those of a plain walk along each ticket', async () => {
      const rows = await folding.rows(
        `select ticket_id, target, cycle, policy, policy_version, calendar, calendar_version, ${ms('started_at')},
         ${ms('due_at')}, ${ms('stopped_at')}, target_s, elapsed_s, paused_s, state
       from sla_clock order by ticket_id, target, cycle`,
      )
      const ours = byTicket(rows)
      expect(rows.length).toBeGreaterThan(TICKETS)
      expectSame(
        walked.map(({ ticket, events, walk }) => {
          const clocks = walk.clocks.sort((a, b) =>
            a.target < b.target ? -1 : a.target > b.target ? 1 : a.cycle - b.cycle,
          )
          return {
            events,
            ours: ours(ticket),
            theirs: clocks.map((clock) => ({ ticket_id: ticket, ...clock })),
          }
        }),
      )
    })

    it('go with durations that add up the calendars of the teams that had the ticket', async () => {
      const responses = byTicket(
        await folding.rows(
          'select ticket_id, response_business_s as s from response order by ticket_id, turn',
        ),
      )
      const resolutions = byTicket(
        await folding.rows('select ticket_id, business_s as s from resolution order by ticket_id, cycle'),
      )
      expectSame(
        walked.map(({ ticket, events, walk }) => ({
          events,
          ours: [responses(ticket).map(({ s }) => s), resolutions(ticket).map(({ s }) => s)],
          theirs: [walk.responses, walk.resolutions],
        })),
      )
    })

    it('never count more than has passed, and are judged by what they counted', async () => {
      const wrong = await folding.rows(
        `select * exclude (scope_id, ticket_no) from sla_clock
       where elapsed_s < 0 or paused_s < 0
         or elapsed_s + paused_s > date_diff('millisecond', started_at, stopped_at) / 1000.0
         or not removed and (breached_at is not null) <> (state in ('overdue', 'breached'))
         or not removed and stopped_at is not null and (state = 'breached') <> (elapsed_s > target_s)
         or state = 'breached' and due_at >= stopped_at
         or state = 'met' and due_at < stopped_at and elapsed_s <> target_s
         or state = 'overdue' and due_at >= '${AS_OF}'::timestamp
       limit 3`,
      )
      expect(wrong).toEqual([])
    })

    it('are explained by stretches that add up to them', async () => {
      const context = { engine: folding.engine, models, asOf: AS_OF }
      const step = Math.ceil(TICKETS / 25)
      let explained = 0
      for (const { ticket } of told.filter((_, at) => at % step === 0)) {
        const rows = await folding.rows(
          `select target, cycle, elapsed_s, paused_s, target_s, ${ms('started_at')}, ${ms('stopped_at')} from sla_clock
         where ticket_id = '${ticket}' and stopped_at is not null order by target, cycle`,
        )
        if (rows.length === 0) continue
        const clocks = await explainClocks(context, { ticket })
        for (const row of rows) {
          const clock = clocks.find((one) => one.target === row.target && one.cycle === row.cycle)
          const sum = (kind: string) =>
            clock?.stretches.filter((one) => one.kind === kind).reduce((n, one) => n + one.seconds * 1000, 0)
          expect([clock?.elapsedS, clock?.pausedS], ticket).toEqual([row.elapsed_s, row.paused_s])
          expect(sum('counted'), ticket).toBe(Number(row.elapsed_s) * 1000)
          const wall = (sum('counted') ?? 0) + (sum('paused') ?? 0) + (sum('closed') ?? 0)
          expect(wall, ticket).toBe(Number(row.stopped_at) - Number(row.started_at))
          explained++
        }
      }
      expect(explained).toBeGreaterThan(10)
    })

    it('and all other facts are the same in any order, told twice, late, and in several runs', async () => {
      await folding.engine.write(async (tx) => {
        for (const fact of FACTS) await tx.run(`create or replace table kept_${fact} as from ${fact}`)
      })
      const events = told.flatMap((one) => one.events)
      const again = chance(events.length, SEED + index)
      const place = chance(2 * events.length, SEED - index)
      const deliveries = [...events, ...events.filter((_, at) => (again[at] ?? 1) < 0.3)]
        .map((event, at) => ({ event, place: place[at] ?? 0 }))
        .sort((a, b) => a.place - b.place)
        .map(({ event }) => event)
      await folding.reset()
      const size = Math.ceil(deliveries.length / 3)
      const instants = ['2012-02-01T00:00:00Z', '2013-05-01T00:00:00Z', AS_OF]
      for (const [run, asOf] of instants.entries()) {
        await folding.store(deliveries.slice(run * size, (run + 1) * size))
        await folding.incremental(asOf)
      }
      for (const fact of FACTS) {
        const differing = await folding.rows(
          `(select * from ${fact} except all select * from kept_${fact}) union all
         (select * from kept_${fact} except all select * from ${fact}) limit 3`,
        )
        expect(differing, fact).toEqual([])
      }
    })

    it('stand beside a backlog that reconciles between any two instants', async () => {
      const instants = chance(200, SEED + index)
        .map((part) => Date.UTC(2011, 0, 1) + part * 1090 * 86_400_000)
        .sort((a, b) => a - b)
        .map((at) => `('${new Date(at).toISOString()}'::timestamp)`)
      const wrong = await folding.rows(
        `with instant as (select col0 as t from (values ${instants.join(', ')}) as v),
       -- a ticket that was spam for a while is neither in nor out of the flows of that while
       kept as (
         select ticket_no from ticket where not removed
         except
         select ticket_no from status_interval where status in ('deleted', 'spam')
       ),
       flow as (
         select created_at as moved_at, 1 as n from ticket semi join kept using (ticket_no)
         union all
         select opened_at, 1 from resolution semi join kept using (ticket_no) where cycle > 1
         union all
         select solved_at, -1 from resolution semi join kept using (ticket_no) where solved_at is not null
       ),
       stock as (
         select t, count(*) filter (where is_open and from_at <= t and (to_at is null or to_at > t)) as n
         from instant cross join (from status_interval semi join kept using (ticket_no)) as stretch
         group by t
       ),
       flowed as (select t, coalesce(sum(n) filter (where moved_at <= t), 0) as n from instant cross join flow group by t)
       select t, stock.n as stock, flowed.n as flowed from stock inner join flowed using (t) where stock.n <> flowed.n`,
      )
      expect(wrong).toEqual([])
    })
  },
)

/** So many numbers from 0 to 1. */
const chance = (count: number, seed: number) =>
  fc.sample(fc.double({ min: 0, max: 1, noNaN: true }), { numRuns: count, seed })

/** Rows of one ticket, by its id. */
function byTicket(rows: readonly Row[]): (ticket: string) => Row[] {
  const grouped = new Map<string, Row[]>()
  for (const row of rows) {
    const key = String(row.ticket_id)
    const known = grouped.get(key)
    if (known) known.push(row)
    else grouped.set(key, [row])
  }
  return (ticket) => grouped.get(ticket) ?? []
}

/** Shows the shortest history for which the two are not the same. */
function expectSame(
  cases: readonly { events: readonly CanonicalEvent[]; ours: unknown; theirs: unknown }[],
): void {
  const wrong = cases
    .filter(({ ours, theirs }) => JSON.stringify(ours) !== JSON.stringify(theirs))
    .sort((a, b) => a.events.length - b.events.length)
  const [shortest] = wrong
  const story = shortest?.events.map((event) =>
    JSON.stringify(
      Object.fromEntries(
        Object.entries(event).filter(([name, value]) => value !== null && !/dedupe|source|scope/.test(name)),
      ),
    ),
  )
  expect(shortest?.ours, `${wrong.length} of ${cases.length}, as\n${story?.join('\n')}`).toEqual(
    shortest?.theirs,
  )
}
