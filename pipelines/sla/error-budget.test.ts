import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Policy } from '../config/policy.ts'
import { insertRecords } from '../config/records.ts'
import type { Engine } from '../engine/port.ts'
import { query } from '../metrics/query.ts'
import { contextOf, engineWith, type FactRow } from '../metrics/test-facts.ts'
import { errorBudget } from './error-budget.ts'

/** Friday the 10th; in Berlin April began at 22:00 UTC on the 31st. */
const AS_OF = '2026-04-10T10:00:00Z'
const BERLIN = { tz: 'Europe/Berlin' }
let engine: Engine
let number = 0

const clock = (policy: string, state: string, decidedAt: string, more: FactRow = {}): FactRow => ({
  ticket_key: `desk:${++number}`,
  target: 'first_response',
  policy,
  cycle: 1,
  started_at: '2026-03-31T08:00:00Z',
  state,
  stopped_at: state === 'overdue' ? null : decidedAt,
  breached_at: state === 'met' ? null : decidedAt,
  ...more,
})
const many = (count: number, make: () => FactRow) => Array.from({ length: count }, make)

const policy = (name: string, position: number, goal: number): Policy => ({
  name,
  position,
  conditions: {},
  targets: { first_response: { minutes: { high: 15 }, calendar: 'team', goal, pauses: [] } },
})
const stated = (id: string, version: number, validFrom: string | null, body: Policy | null) => ({
  kind: 'policy',
  id,
  version,
  validFrom,
  recordedAt: '2026-01-01T00:00:00Z',
  author: 'test',
  note: null,
  body,
})

beforeAll(async () => {
  engine = await engineWith({
    sla_clock: [
      ...many(90, () => clock('Default', 'met', '2026-04-01T08:00:00Z')),
      ...many(3, () => clock('Default', 'breached', '2026-04-05T08:00:00Z')),
      ...many(4, () => clock('Default', 'met', '2026-04-10T08:00:00Z')),
      ...many(2, () => clock('Default', 'breached', '2026-04-10T09:00:00Z')),
      clock('Default', 'overdue', '2026-03-31T22:30:00Z'),
      clock('Default', 'breached', '2026-03-31T21:30:00Z'),
      clock('Default', 'running', '2026-04-10T09:00:00Z', { stopped_at: null, breached_at: null }),
      clock('Default', 'breached', '2026-04-05T08:00:00Z', { removed: true, state: 'removed' }),
      ...many(2, () => clock('VIP', 'breached', '2026-04-02T09:00:00Z')),
      ...many(2, () => clock('VIP', 'met', '2026-04-02T09:00:00Z')),
      clock('Old', 'met', '2026-04-02T09:00:00Z'),
    ],
  })
  await engine.maintain(async (tx) => {
    await tx.run(`create table config_version (seq bigint, kind varchar, id varchar, version integer, valid_from varchar,
      recorded_at timestamp, author varchar, note varchar, body varchar)`)
    await insertRecords(tx, 1, [
      stated('default', 1, null, policy('Default', 1000, 0.5)),
      stated('default', 2, '2026-04-05T00:00:00Z', policy('Default', 1000, 0.9)),
      stated('default', 3, '2026-05-01T00:00:00Z', policy('Default', 1000, 0.99)),
      stated('vip', 1, null, policy('VIP', 10, 0.95)),
      stated('old', 1, null, policy('Old', 5, 0.9)),
      stated('old', 2, '2026-04-05T00:00:00Z', null),
    ])
  })
})
afterAll(() => engine.close())

it('counts the month of the zone against the goal of the version in force, in the order of the policies', async () => {
  const { rows, from } = await errorBudget(contextOf(engine, AS_OF), BERLIN)
  expect(from).toBe('2026-03-31T22:00:00Z')
  expect(rows.map(({ policy: name }) => name)).toEqual(['VIP', 'Default', 'Old'])
  const [vip, standard, old] = rows
  // 94 met, 3 + 2 + 1 breached since April began in Berlin: of 100 clocks 10 may be breached.
  expect(standard).toMatchObject({ goal: 0.9, met: 94, breached: 6, attainment: 0.94 })
  expect(standard?.budget).toBeCloseTo(10, 9)
  expect(standard?.left).toBeCloseTo(0.4, 9)
  // 2 of 4 breached where 5 % may be: 0.2 clocks allowed, 1.8 overspent.
  expect(vip).toMatchObject({ goal: 0.95, met: 2, breached: 2, attainment: 0.5 })
  expect(vip?.left).toBeCloseTo(-9, 9)
  expect(old).toMatchObject({ goal: null, met: 1, breached: 0, budget: null, left: null })
})

it('tells how fast the budget burns', async () => {
  const { rows } = await errorBudget(contextOf(engine, AS_OF), BERLIN)
  const { day, week } = rows[1]?.burn ?? {}
  expect([day?.n, day?.breached, week?.n, week?.breached]).toEqual([6, 2, 9, 5])
  expect(day?.rate).toBeCloseTo(2 / 6 / 0.1, 9)
  expect(week?.rate).toBeCloseTo(5 / 9 / 0.1, 9)
  expect(rows[0]?.burn.day).toEqual({ n: 0, breached: 0, rate: null })
  expect(rows[2]?.burn.week).toEqual({ n: 0, breached: 0, rate: null })
})

it('says the same as the catalog', async () => {
  const context = contextOf(engine, AS_OF)
  const { rows, from, to } = await errorBudget(context, BERLIN)
  const { data } = await query(context, { metrics: ['sla_attainment'], from, to, tz: 'Europe/Berlin' })
  const decided = rows.reduce((sum, { met, breached }) => sum + met + breached, 0)
  expect(data.sla_attainment__n?.[0]).toBe(decided)
  expect(data.sla_attainment?.[0]).toBeCloseTo(rows.reduce((sum, { met }) => sum + met, 0) / decided, 12)
})

it('refuses a zone that there is not', async () => {
  await expect(errorBudget(contextOf(engine, AS_OF), { tz: 'Mars/Olympus' })).rejects.toThrow(/Mars/)
})
