/**
 * The clock models as one read-only query over the published facts: the SQL that wrote the record, asked again for some
 * tickets or under another configuration. Nothing is written, so the record stays as it is.
 */
import type { ColumnBatch, SqlValue } from '../engine/port.ts'
import { Params } from '../metrics/params.ts'
import type { Model } from '../models/model.ts'

const CLOCK_MODELS = ['promise', 'clock_stretch', 'sla_clock'] as const

/** Column types of the input tables that another configuration replaces. */
const INPUT_TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  calendar_version: { calendar_no: 'bigint', calendar: 'varchar', calendar_version: 'integer' },
  calendar_stretch: {
    calendar_no: 'bigint',
    day: 'bigint',
    from_at: 'bigint',
    to_at: 'bigint',
    open_ms_before: 'bigint',
    is_open: 'boolean',
  },
  open_stretch: {
    calendar_no: 'bigint',
    open_day: 'bigint',
    from_open_ms: 'bigint',
    to_open_ms: 'bigint',
    from_at: 'bigint',
  },
  era_day: { day: 'bigint', from_at: 'bigint', to_at: 'bigint', era_no: 'integer' },
  era_calendar: { era_no: 'integer', team: 'varchar', calendar_no: 'bigint' },
  era_policy: { era_no: 'integer', policy_no: 'integer', place: 'integer' },
  policy_condition: { policy_no: 'integer', attribute: 'varchar', is_in: 'boolean', named: 'varchar' },
  sla_target: {
    era_no: 'integer',
    policy_no: 'integer',
    policy: 'varchar',
    policy_version: 'integer',
    target: 'varchar',
    priority: 'varchar',
    target_ms: 'bigint',
    calendar_no: 'bigint',
    by_team: 'boolean',
    pauses_new: 'boolean',
    pauses_pending: 'boolean',
    pauses_on_hold: 'boolean',
  },
}

export interface ClockQuery {
  models: readonly Model[]
  asOf: string
  /** SQL condition on `ticket_no`: which tickets' clocks. */
  tickets(params: Params): string
  /** Input tables of another configuration, by name; absent ones are the record's own. */
  inputs?: Readonly<Record<string, ColumnBatch>>
}

/** The statement `with … <select>` in which `promise`, `clock_stretch` and `sla_clock` can be read, and its values. */
export function clockQuery(
  { models, asOf, tickets, inputs = {} }: ClockQuery,
  select: (params: Params) => string,
): { sql: string; values: readonly SqlValue[] } {
  const params = new Params()
  const chosen = tickets(params)
  const ofTickets = (table: string) => `select * from main.${table} where ${chosen}`
  const parts: [string, string][] = [
    ['run_clock', `select ${params.add(asOf)}::timestamp as as_of`],
    ['response', ofTickets('response')],
    ['resolution', ofTickets('resolution')],
    ['status_interval', ofTickets('status_interval')],
    ['ticket_state', ofTickets('ticket')],
    ...Object.entries(inputs).map(([table, rows]): [string, string] => [table, given(table, rows, params)]),
    ...CLOCK_MODELS.map((name): [string, string] => {
      const model = models.find((one) => one.name === name)
      if (!model) throw new Error(`there is no model ${name}`)
      return [name, model.sql]
    }),
  ]
  const ctes = parts.map(([name, sql]) => `${name} as materialized (\n${sql}\n)`)
  const sql = `with ${ctes.join(',\n')}\n${select(params)}`
  return { sql, values: params.values }
}

/** Rows of an input table from one JSON parameter. */
function given(table: string, rows: ColumnBatch, params: Params): string {
  const types = INPUT_TYPES[table]
  if (!types) throw new Error(`${table} is no input of the clocks`)
  const names = Object.keys(types)
  const json = JSON.stringify(Object.fromEntries(names.map((name, index) => [name, rows[index] ?? []])))
  const shape = JSON.stringify(Object.fromEntries(names.map((name) => [name, [types[name]]])))
  const columns = names.map((name) => {
    if (name === 'day') return `cast(make_timestamp_ms(${name}) as date) as ${name}`
    return name.endsWith('_at') ? `make_timestamp_ms(${name}) as ${name}` : name
  })
  return `select ${columns.join(', ')} from (
    select ${names.map((name) => `unnest(given.${name}) as ${name}`).join(', ')}
    from (select from_json(${params.add(json)}, '${shape}') as given) as parsed
  ) as unfolded`
}
