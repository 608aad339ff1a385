/** SQL and words for the rows behind one mark. */
import type { SqlValue } from '../engine/port.ts'
import { invalid } from '../errors.ts'
import { instantText } from '../instant-text.ts'
import { BIN, type Binned, binEnd, binned } from './bins.ts'
import type { Bucket } from './bucketing.ts'
import type { Catalog, Metric } from './catalog.ts'
import { currentPeriod, type Period } from './compare.ts'
import { type Term, termsOf } from './expression.ts'
import { type FactName, shownColumns } from './facts.ts'
import { both, type Flow, isKeyed, type Keyed, rowsOf, type Stock } from './measure.ts'
import { Params } from './params.ts'
import { filterSql } from './predicate.ts'
import { type Moment, questionOf } from './question.ts'
import { ageSql, openAt } from './stock.ts'
import type { DrillInput, Filter } from './types.ts'

export interface DrilledRows {
  /** All rows with all their columns; ages of stocks as `age_s`. */
  all: string
  /** The same in order with the columns to show. */
  listed: string
  params: readonly SqlValue[]
  columns: readonly string[]
  predicate: readonly Term[]
}

/** What tells rows of one instant apart, so that pages do not overlap. */
const KEYS: Readonly<Record<FactName, readonly string[]>> = {
  ticket: ['ticket_key'],
  response: ['ticket_key', 'turn'],
  resolution: ['ticket_key', 'cycle'],
  status_interval: ['ticket_key', 'to_at'],
  sla_clock: ['ticket_key', 'target', 'cycle'],
  rating: ['ticket_key', 'survey_id'],
  survey: ['ticket_key', 'survey_id'],
  message: ['message_key', 'ticket_key'],
  handoff: ['ticket_key'],
  call: ['call_key', 'ticket_key'],
  escalation: ['ticket_key', 'tier'],
}

/** Throws `invalid` as a query for the metric does, and for a cell that no bucket of the range starts at. */
export function drilledRows(known: Catalog, input: DrillInput, moment: Moment): DrilledRows {
  const bins = binned(known, { ...input, metrics: [input.metric] })
  const catalog = bins?.catalog ?? known
  const { time, ...cells } = input.cell ?? {}
  const marks = Object.entries(cells).map(([dimension, value]): Filter => ({ dimension, values: [value] }))
  const filters = [...(input.filters ?? []), ...marks]
  const { from, to, tz, grain } = input
  const asked = { ...(from && { from }), ...(to && { to }), ...(tz && { tz }), ...(grain && { grain }) }
  const question = questionOf(catalog, { ...asked, metrics: [input.metric], filters }, moment)
  const [metric] = question.metrics
  if (!metric) throw invalid('no metric asked for', { metric: 'one metric' })
  const { period, buckets } = currentPeriod(question.range)
  const position = time === undefined ? null : positionOf(time, buckets)
  const params = new Params()
  const place = { fact: metric.fact, instant: cohortOf(metric), segments: period.segments }
  const filtered = filterSql(catalog, filters, place, params)
  const chosen =
    metric.kind === 'stock'
      ? stockRows(metric, period, position, moment.asOfMs, params)
      : flowRows(metric, period, position === null ? null : (buckets[position] ?? null), params)
  const where = both(...chosen.conditions, removal(metric), ...filtered)
  const all = `select *${chosen.extra} from ${metric.fact} where ${where}${chosen.narrowed}`
  const columns = [...shownColumns(metric.fact), ...(chosen.extra === '' ? [] : ['age_s'])]
  const order = [`${cohortOf(metric)} desc nulls last`, ...KEYS[metric.fact]].join(', ')
  return {
    all,
    listed: `select ${columns.map(shown).join(', ')} from (${all}) as rows order by ${order}`,
    params: params.values,
    columns,
    predicate: [
      ...chosen.terms,
      ...removalTerms(metric),
      ...filters.flatMap((filter) =>
        bins && filter.dimension === BIN ? binTerms(bins, filter) : [filterTerm(filter)],
      ),
    ],
  }
}

/** `qualify` clause, with a leading space, that keeps one row a key: one for which the condition fails if there is any, else the latest. */
export function oneRowPerKey(metric: Keyed): string {
  const last = metric.kind === 'every' ? `(${metric.holds}) is distinct from true desc, ` : ''
  return ` qualify row_number() over (partition by ${metric.per} order by ${last}${metric.time} desc, ${KEYS[metric.fact].join(', ')}) = 1`
}

interface Chosen {
  conditions: readonly string[]
  terms: readonly Term[]
  /** Further columns, with a leading comma. */
  extra: string
  /** `qualify` clause where several rows stand for one. */
  narrowed: string
}

function flowRows(metric: Flow, period: Period, bucket: Bucket | null, params: Params): Chosen {
  const rows = rowsOf(metric)
  const { time } = metric
  const fromMs = Math.max(period.fromMs, bucket?.startMs ?? period.fromMs)
  const toMs = Math.min(period.toMs, bucket?.endMs ?? period.toMs)
  const inRange = `${time} >= ${params.instant(period.fromMs)} and ${time} < ${params.instant(period.toMs)}`
  const inBucket = bucket && period.keyOf ? `${period.keyOf(time)} = ${params.add(bucket.key)}` : 'true'
  return {
    conditions: [inRange, inBucket, rows],
    terms: [
      { field: time, op: '>=', value: instantText(fromMs) },
      { field: time, op: '<', value: instantText(toMs) },
      ...(rows === 'true' ? [] : termsOf(rows)),
      ...(isKeyed(metric) ? [{ field: metric.per, op: 'one row per', value: true }] : []),
    ],
    extra: '',
    narrowed: isKeyed(metric) ? oneRowPerKey(metric) : '',
  }
}

function stockRows(
  metric: Stock,
  period: Period,
  position: number | null,
  asOfMs: number,
  params: Params,
): Chosen {
  const endMs = period.ends[position ?? period.ends.length - 1] ?? period.toMs
  const seenMs = Math.min(endMs, asOfMs)
  return {
    conditions: [openAt(metric, params.instant(endMs)), metric.where],
    terms: [
      { field: metric.from, op: '<', value: instantText(endMs) },
      { field: metric.to, op: 'is null or >=', value: instantText(endMs) },
      ...(metric.where === 'true' ? [] : termsOf(metric.where)),
    ],
    extra: metric.age ? `, ${ageSql(metric, params.instant(seenMs))} as age_s` : '',
    narrowed: '',
  }
}

function positionOf(time: string | null, buckets: readonly Bucket[]): number {
  const ms = time === null ? Number.NaN : Date.parse(time)
  const position = buckets.findIndex(({ startMs }) => startMs === ms)
  if (position >= 0) return position
  throw invalid(`no bucket of this range starts at ${time}`, {
    cell: 'time must be the start of a bucket of the grain',
  })
}

function cohortOf(metric: Metric): string {
  return metric.kind === 'stock' ? metric.from : metric.time
}

function removal(metric: Metric): string {
  return metric.with_removed ? 'true' : 'removed is distinct from true'
}

function removalTerms(metric: Metric): Term[] {
  return metric.with_removed ? [] : [{ field: 'removed', op: '=', value: false }]
}

function filterTerm({ dimension, values, exclude }: Filter): Term {
  const [only] = values
  if (values.length === 1 && only !== undefined) {
    if (only === null) return { field: dimension, op: exclude ? 'is not' : 'is', value: null }
    return { field: dimension, op: exclude ? '<>' : '=', value: only }
  }
  return { field: dimension, op: exclude ? 'not in' : 'in', value: values }
}

function binTerms({ metric, edges }: Binned, { values }: Filter): Term[] {
  const from = Number(values[0])
  const to = binEnd(edges, from)
  return [
    ...(from === 0 ? [] : [{ field: metric.value, op: '>=', value: from }]),
    ...(to === null ? [] : [{ field: metric.value, op: '<', value: to }]),
  ]
}

/** The sender of an inbound message is a customer, who is not shown. */
function shown(column: string): string {
  return column === 'actor_id' ? `case when actor_type <> 'customer' then actor_id end as actor_id` : column
}
