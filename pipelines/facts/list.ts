/** Rows of a fact as they are, in an order that depends on nothing but the data. */
import type { Cell, Engine } from '../engine/port.ts'
import type { Catalog } from '../metrics/catalog.ts'
import { FACTS, shownColumns } from '../metrics/facts.ts'
import { Params } from '../metrics/params.ts'
import { filterSql } from '../metrics/predicate.ts'
import { parseInstant } from '../metrics/range.ts'
import { offsetSegments, zoneOf } from '../metrics/zone.ts'
import type { FactName, FactsInput } from '../pegel.ts'

/** Fact → the instant that `from` and `to` look at, and what makes its order total. */
const SHAPES: Readonly<Record<FactName, { cohort: string; order: string }>> = {
  ticket: { cohort: 'created_at', order: 'ticket_key' },
  response: { cohort: 'asked_at', order: 'ticket_key, turn' },
  sla_clock: { cohort: 'started_at', order: 'ticket_key, target, cycle' },
  status_interval: { cohort: 'from_at', order: 'ticket_key, from_at, to_at nulls last, status' },
  rating: { cohort: 'rated_at', order: 'ticket_key, rated_at, survey_id' },
}

/**
 * Streams rows of `name`; every column but the internal ones. Throws `invalid` for unknown dimensions, ranges and zones.
 */
export async function* listFacts(
  context: { engine: Engine; catalog: Catalog; now(): Date },
  name: FactName,
  input: FactsInput,
): AsyncGenerator<Record<string, Cell>[]> {
  const { cohort, order } = SHAPES[name]
  const params = new Params()
  const zone = zoneOf(input.tz ?? 'UTC')
  const conditions: string[] = []
  for (const field of ['from', 'to'] as const) {
    const text = input[field]
    if (text === undefined) continue
    const instant = params.instant(parseInstant(text, field, zone, context.now()))
    conditions.push(`${cohort} ${field === 'from' ? '>=' : '<'} ${instant}`)
  }
  if (input.ids && input.ids.length > 0) {
    const list = input.ids.map((id) => params.add(id)).join(', ')
    conditions.push(`(ticket_id in (${list}) or ticket_key in (${list}))`)
  }
  const now = context.now().getTime()
  const segments = offsetSegments(zone, now - YEARS_MS, now + 366 * 86_400_000)
  conditions.push(
    ...filterSql(context.catalog, input.filters ?? [], { fact: name, instant: cohort, segments }, params),
  )
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`
  const columns = shownColumns(name).filter((column) => column in FACTS[name])
  yield* context.engine.stream(
    `select ${columns.join(', ')} from ${name} ${where} order by ${order}`,
    params.values,
    { timeoutMs: 10 * 60_000 },
  )
}

const YEARS_MS = 30 * 366 * 86_400_000
