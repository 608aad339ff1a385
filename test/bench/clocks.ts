import { fileURLToPath } from 'node:url'
import { calendarSchema } from '../../pipelines/calendars/calendar.ts'
import { openMsLookup } from '../../pipelines/calendars/lookups.ts'
import { policySchema } from '../../pipelines/config/policy.ts'
import { migrate, readMigrations } from '../../pipelines/engine/migrate.ts'
import type { Engine, Writer } from '../../pipelines/engine/port.ts'
import { prepareStage } from '../../pipelines/loader/stage.ts'
import { foldAll, foldWhole } from '../../pipelines/models/full-run.ts'
import { writeInputs } from '../../pipelines/models/inputs.ts'
import { loadModels, type Model } from '../../pipelines/models/model.ts'
import { nextName, prepareWorkingTables, workingName, workshopName } from '../../pipelines/models/working.ts'
import { withScratchEngine } from '../../pipelines/open-scratch.ts'
import { type Bench, type Figure, median } from './figure.ts'
import { scale } from './sample.ts'

const SQL = fileURLToPath(new URL('../../sql/', import.meta.url))
const RUNS = 3
const MESSAGES_PER_TICKET = 10
const MODELS = ['promise', 'clock_stretch', 'sla_clock']
const AS_OF = '2026-11-20T12:00:00Z'

/** Tickets that were written into the facts directly, since only what follows from them is timed. */
export const clockBench: Bench = {
  name: 'clocks',
  about: 'clocks and business durations of a hundred thousand and of a million tickets, ten messages each',
  async run() {
    const few = await perTickets(100_000 * scale)
    const many = await perTickets(1_000_000 * scale)
    return [
      figure('clocks and durations of 1 million tickets', many, 's', RUNS, 12),
      figure('clocks and durations of 100 thousand tickets', few, 's', RUNS),
      figure('time per ticket at 1 million to that at 100 thousand', many / 10 / few, '', 1, 1.15),
    ]
  },
}

async function perTickets(tickets: number): Promise<number> {
  const models = loadModels(`${SQL}models`)
  return withScratchEngine(async (engine) => {
    await fill(engine, models, tickets)
    const seconds: number[] = []
    // On all cores, as a full run folds them.
    for (let run = 0; run < RUNS; run++)
      seconds.push(await engine.maintain((tx) => tx.onAllCores(() => timed(tx, models))))
    return median(seconds)
  })
}

async function timed(tx: Writer, models: readonly Model[]): Promise<number> {
  const began = performance.now()
  const at = openMsLookup('stretch', 'moment.calendar_no', 'moment.occurred_at')
  await tx.run(
    `create or replace temp table durations as
       select ticket_no, max(open_ms) - min(open_ms) as business_ms
       from (select moment.ticket_no, ${at.value} as open_ms from temp.bench_moment as moment ${at.join}) as positioned
       group by ticket_no`,
  )
  for (const model of models.filter(({ name }) => MODELS.includes(name))) {
    await foldWhole(tx, model, models)
  }
  return (performance.now() - began) / 1000
}

const calendar = (zone: string, teams: string[]) =>
  calendarSchema.parse({
    zone,
    week: Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [
        day,
        [
          ['08:00', '12:00'],
          ['13:00', '18:00'],
        ],
      ]),
    ),
    teams,
  })
const policy = (name: string, position: number, conditions: object) =>
  policySchema.parse({
    name,
    position,
    conditions,
    targets: {
      first_response: { minutes: { urgent: 15, high: 30, normal: 60, low: 120 } },
      next_response: { minutes: { urgent: 30, high: 60, normal: 120, low: 240 } },
      resolution: { minutes: { urgent: 240, high: 480, normal: 960, low: 1920 } },
    },
  })
const ever = { version: 1, fromMs: null, toMs: null }

async function fill(engine: Engine, models: readonly Model[], tickets: number): Promise<void> {
  await migrate(engine, await readMigrations(`${SQL}schema`))
  await engine.maintain(async (tx) => {
    await writeInputs(
      tx,
      {
        calendars: [
          { id: 'americas', spans: [{ ...ever, body: calendar('America/New_York', ['team 1', 'team 2']) }] },
          { id: 'default', spans: [{ ...ever, body: calendar('Europe/Berlin', []) }] },
        ],
        policies: [
          { id: 'chat', spans: [{ ...ever, body: policy('Chat', 1, { channel: { in: ['chat'] } }) }] },
          { id: 'default', spans: [{ ...ever, body: policy('Default', 2, {}) }] },
        ],
      },
      2025,
      2027,
    )
    await prepareStage(tx)
    await tx.atomic((one) => prepareWorkingTables(one, models))
    await foldAll(tx, models, { asOf: AS_OF, idleHours: 24 })
    await tx.run(
      `create or replace table ${workshopName('run_clock')} as select $1::timestamp as as_of, interval '24 hours' as idle`,
      [AS_OF],
    )
    await tx.run(
      `create or replace table ${workshopName('ticket_state')} as select * from ${workingName('ticket_state')} limit 0`,
    )
    for (const fact of ['status_interval', 'response', 'resolution'])
      await tx.run(`create or replace table ${nextName(fact)} as select * from main.${fact} limit 0`)
    for (const statement of rowsOf(tickets)) await tx.run(statement)
  })
}

/** A year of tickets: a hand-over for each, two turns, a pause, one cycle. */
const rowsOf = (tickets: number): string[] => [
  `create or replace temp table bench_ticket as
     select
       n as ticket_no,
       timestamp '2025-11-21' + to_seconds((hash(n) % 31000000)::bigint) as created_at,
       'team ' || hash(n, 1) % 8 as team,
       'team ' || hash(n, 2) % 8 as next_team,
       ['urgent', 'high', 'normal', 'normal', 'low'][(1 + hash(n, 3) % 5)::bigint] as priority,
       ['whatsapp', 'whatsapp', 'chat', 'email'][(1 + hash(n, 4) % 4)::bigint] as channel,
       (1 + hash(n, 5) % 20000)::bigint as pace
     from range(${tickets}) as numbers(n)`,
  `create or replace temp table bench_moment as
     select ticket_no, created_at + to_seconds(pace * turn) as occurred_at,
       coalesce(own.calendar_no, anyone.calendar_no) as calendar_no
     from bench_ticket
     cross join range(${MESSAGES_PER_TICKET}) as messages(turn)
     cross join (select calendar_no from main.team_calendar where team = '') as anyone
     left join main.team_calendar as own on own.team = bench_ticket.team`,
  `insert into ${workshopName('ticket_state')} by name
     select ticket_no, ticket_no as scope_id, 'bench:' || ticket_no as ticket_key, ticket_no::varchar as ticket_id, created_at,
       'bench' as source, channel, 'Brand' as brand, '1' as tier, 'topic' as topic, false as removed
     from bench_ticket`,
  `insert into ${nextName('status_interval')} by name
     select ticket_no, ticket_no as scope_id, ['new', 'open', 'pending', 'open', 'solved'][step] as status, step < 5 as is_open,
       case when step < 3 then team else next_team end as team, 'agent ' || step as assignee,
       created_at + to_seconds(pace * (step - 1)) as from_at,
       case when step < 5 then created_at + to_seconds(pace * step) end as to_at
     from bench_ticket cross join range(1, 6) as steps(step)`,
  `insert into ${nextName('response')} by name
     select ticket_no, ticket_no as scope_id, turn::integer as turn, created_at + to_seconds(pace * 2 * (turn - 1)) as asked_at,
       created_at + to_seconds(pace * (2 * turn - 1)) as ended_at, 'answered' as outcome, false as asks_nothing,
       priority, case when turn = 1 then team else next_team end as asked_team, '1' as asked_tier, 'topic' as asked_topic, team
     from bench_ticket cross join range(1, 3) as turns(turn)`,
  `insert into ${nextName('resolution')} by name
     select ticket_no, ticket_no as scope_id, 1 as cycle, created_at as opened_at, created_at + to_seconds(pace * 4) as solved_at,
       priority as opened_priority, team as opened_team, '1' as opened_tier, 'topic' as opened_topic, next_team as team
     from bench_ticket`,
]

function figure(what: string, value: number, unit: string, runs: number, most?: number): Figure {
  return { what, value, unit, runs, ...(most === undefined ? {} : { wanted: { at: 'most', value: most } }) }
}
