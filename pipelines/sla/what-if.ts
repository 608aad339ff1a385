/** What would have become of the clocks under other policies or calendars: computed from the record, leaving it alone. */
import { type Calendar, calendarSchema } from '../calendars/calendar.ts'
import { type Policy, policySchema } from '../config/policy.ts'
import { readTimelines, type Timeline } from '../config/timeline.ts'
import type { Engine } from '../engine/port.ts'
import { invalid } from '../errors.ts'
import { erasOf } from '../models/eras.ts'
import { inputsOf, yearsOf } from '../models/inputs.ts'
import type { Model } from '../models/model.ts'
import { clockQuery } from './clock-query.ts'

/** As if this body (or none) had held since ever. */
export interface WhatIfChange {
  kind: 'policy' | 'calendar'
  id: string
  body: unknown
}

export interface WhatIfInput {
  /** Instants between which clocks started, half-open. */
  from: string
  to: string
  changes: readonly WhatIfChange[]
}

export interface Outcomes {
  met: number
  /** Past their target, finished or not. */
  breached: number
  running: number
}

export interface WhatIfRow {
  target: string
  policy: string
  priority: string
  before: Outcomes
  after: Outcomes
}

export interface WhatIfResult {
  asOf: string
  /** Clocks that would have another outcome, or that would or would not be there at all. */
  changed: number
  clocks: { before: number; after: number }
  rows: WhatIfRow[]
}

/**
 * Both sides count the clocks that started in the range, of tickets that were not removed. Throws `invalid` for a range
 * the wrong way round, and with the field for a body that the configuration would refuse.
 */
export async function whatIf(
  context: { engine: Engine; models: readonly Model[]; asOf: string },
  { from, to, changes }: WhatIfInput,
): Promise<WhatIfResult> {
  if (!(Date.parse(from) < Date.parse(to)))
    throw invalid('the range ends before it begins', { to: 'after from' })
  const { engine, models, asOf } = context
  const { calendars, policies } = await readTimelines(engine)
  const timelines = {
    calendars: changed(
      calendars,
      changes,
      'calendar',
      calendarSchema.safeParse.bind(calendarSchema),
    ) as Timeline<Calendar>[],
    policies: changed(
      policies,
      changes,
      'policy',
      policySchema.safeParse.bind(policySchema),
    ) as Timeline<Policy>[],
  }
  if (!timelines.calendars.some(({ id }) => id === 'default')) {
    throw invalid('the default calendar has to stay', { id: 'default' })
  }
  const inputs = await changedInputs(engine, timelines)
  const { sql, values } = clockQuery(
    {
      models,
      asOf,
      inputs,
      tickets: (params) => {
        const [begins, ends] = [params.add(from), params.add(to)]
        return `ticket_no in (
          select ticket_no from main.response where asked_at >= ${begins}::timestamp and asked_at < ${ends}::timestamp
          union
          select ticket_no from main.resolution where opened_at >= ${begins}::timestamp and opened_at < ${ends}::timestamp
        )`
      },
    },
    (params) =>
      compare(`started_at >= ${params.add(from)}::timestamp and started_at < ${params.add(to)}::timestamp`),
  )
  const rows = await engine.rows<Row>(sql, values, { timeoutMs: 60_000 })
  const side = (name: 'before' | 'after', row: Row): Outcomes => ({
    met: row[`${name}_met`],
    breached: row[`${name}_breached`],
    running: row[`${name}_running`],
  })
  const sum = (name: 'before' | 'after') =>
    rows.reduce((n, row) => n + row[`${name}_met`] + row[`${name}_breached`] + row[`${name}_running`], 0)
  return {
    asOf,
    changed: rows.reduce((n, row) => n + row.changed, 0) / 2,
    clocks: { before: sum('before'), after: sum('after') },
    rows: rows.map((row) => ({
      target: row.target,
      policy: row.policy,
      priority: row.priority,
      before: side('before', row),
      after: side('after', row),
    })),
  }
}

/** A clock whose outcome differs stands once on each side, under the policy of that side, so changes count double. */
const compare = (inRange: string) => `
  , sides as (
    select ticket_no, target, cycle, policy, priority, state, 'before' as side
    from main.sla_clock where ${inRange} and state <> 'removed'
    union all
    select ticket_no, target, cycle, policy, priority, state, 'after' as side
    from sla_clock where ${inRange} and state <> 'removed'
  ),
  outcome as (
    select *, case state when 'overdue' then 'breached' else state end as result from sides
  ),
  judged as (
    select
      *,
      case
        when count(*) over clock = 1 then 2
        when min(result) over clock <> max(result) over clock then 1
        else 0
      end as differs
    from outcome
    window clock as (partition by ticket_no, target, cycle)
  )
  select
    target, policy, priority,
    ${['before', 'after']
      .flatMap((side) =>
        ['met', 'breached', 'running'].map(
          (result) =>
            `count(*) filter (where side = '${side}' and result = '${result}') as ${side}_${result}`,
        ),
      )
      .join(',\n    ')},
    cast(sum(differs) as bigint) as changed
  from judged
  group by target, policy, priority
  order by target, policy, priority`

type Row = { target: string; policy: string; priority: string; changed: number } & Record<
  `${'before' | 'after'}_${'met' | 'breached' | 'running'}`,
  number
>

type Parsed =
  | { success: true; data: unknown }
  | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } }

function changed(
  timelines: readonly Timeline<unknown>[],
  changes: readonly WhatIfChange[],
  kind: WhatIfChange['kind'],
  parse: (body: unknown) => Parsed,
): Timeline<unknown>[] {
  const byId = new Map(timelines.map((one) => [one.id, one]))
  for (const [index, change] of changes.entries()) {
    if (change.kind !== kind) continue
    if (change.body === null) {
      byId.delete(change.id)
      continue
    }
    const parsed = parse(change.body)
    if (!parsed.success) throw refused(change, index, parsed.error.issues)
    byId.set(change.id, {
      id: change.id,
      spans: [{ version: 0, body: parsed.data, fromMs: null, toMs: null }],
    })
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

function refused(
  { kind, id }: WhatIfChange,
  index: number,
  issues: readonly { path: PropertyKey[]; message: string }[],
) {
  const fields = Object.fromEntries(
    issues.map(({ path, message }) => [['changes', index, 'body', ...path].join('.'), message]),
  )
  return invalid(
    `${kind} ${id}: ${issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
    fields,
  )
}

/** Only what differs from the record is handed over: calendars that are known there are read there. */
async function changedInputs(engine: Engine, timelines: Parameters<typeof inputsOf>[0]) {
  const years = await yearsOf(engine)
  if (years === null) throw new Error('the inputs are not written yet')
  const known = await engine.rows<{ calendar_no: number }>('select calendar_no from calendar_version')
  const numbers = new Set(known.map((one) => one.calendar_no))
  const fresh = erasOf(timelines).calendars.filter(({ calendarNo }) => !numbers.has(calendarNo))
  const { calendar_stretch, open_stretch, team_calendar, ...inputs } = inputsOf(
    timelines,
    years.from,
    years.to,
  )
  if (fresh.length === 0) return inputs
  return { ...inputs, calendar_stretch: calendar_stretch ?? [], open_stretch: open_stretch ?? [] }
}
