/** Readings of a metric of the catalog: as it is, or against what was usual or expected. */
import { expectedContacts } from '../../forecast/service/expected.ts'
import { instantText } from '../../instant-text.ts'
import { metricOf } from '../../metrics/catalog.ts'
import { query } from '../../metrics/query.ts'
import { slide } from '../../metrics/sliding.ts'
import type { QueryResult } from '../../metrics/types.ts'
import { DAY_MS, fromLocal, HOUR_MS, offsetSegments, toLocal } from '../../metrics/zone.ts'
import { type AlertContext, keyOf } from '../alert.ts'
import type { MetricCondition } from '../rule/rule.ts'
import type { Grid, Line, Reading, Readings } from './readings.ts'
import { tickMs } from './readings.ts'

const WEEK_MS = 7 * DAY_MS

export async function metricReadings(
  context: AlertContext,
  when: MetricCondition,
  grid: Grid,
): Promise<Readings> {
  return { ...(await against(context, when, grid)), ...metricTaking(context, when) }
}

export function metricTaking(
  context: AlertContext,
  when: MetricCondition,
): Omit<Readings, 'lines' | 'blind'> {
  const zero = when.against.kind === 'value' && isCount(context, when)
  return { absent: zero ? 'zero' : 'too_few', minN: when.min_n, always: when.by.length === 0 }
}

/** Whether nothing is 0 of it, and not unknown. */
function isCount({ catalog }: AlertContext, { metric }: MetricCondition): boolean {
  const { kind, ...rest } = metricOf(catalog, metric)
  return ['count', 'sum', 'distinct'].includes(kind) || (kind === 'stock' && !('age' in rest && rest.age))
}

async function against(
  context: AlertContext,
  when: MetricCondition,
  grid: Grid,
): Promise<Pick<Readings, 'lines' | 'blind'>> {
  switch (when.against.kind) {
    case 'value':
      return { lines: await figures(context, when, grid) }
    case 'weekdays':
      return { lines: await againstWeekdays(context, when, grid, when.against.weeks) }
    case 'forecast':
      return againstForecast(context, when, grid)
  }
}

/** The figure at each instant: one query of the catalog for one instant, one sliding statement for many. */
async function figures(context: AlertContext, when: MetricCondition, grid: Grid): Promise<Line[]> {
  if (grid.count === 1) return atOneInstant(context, when, grid.fromMs)
  const groups = await slide(context, {
    metric: when.metric,
    by: when.by,
    filters: when.filters,
    tz: context.zone,
    windowMs: when.window_min * 60_000,
    ...grid,
  })
  return groups.map(({ values, points }) => ({
    labels: Object.fromEntries(when.by.map((dimension, i) => [dimension, values[i] ?? null])),
    points,
  }))
}

async function atOneInstant(context: AlertContext, when: MetricCondition, atMs: number): Promise<Line[]> {
  const result = await query(context, questionAt(context, [when.metric], when, atMs))
  return linesOf(result, when)
}

/** What rules that look at the same rows of the same window ask in one query. */
export function questionAt(
  context: AlertContext,
  metrics: readonly string[],
  when: Pick<MetricCondition, 'by' | 'filters' | 'window_min'>,
  atMs: number,
) {
  return {
    metrics,
    by: when.by,
    filters: when.filters,
    tz: context.zone,
    from: instantText(atMs - when.window_min * 60_000),
    to: instantText(atMs),
  }
}

export function linesOf(result: QueryResult, when: Pick<MetricCondition, 'metric' | 'by'>): Line[] {
  return Array.from({ length: result.rowCount }, (_, row) => {
    const labels = Object.fromEntries(
      when.by.map((dimension) => [dimension, textOf(result.data[dimension]?.[row])]),
    )
    const n = Number(result.data[`${when.metric}__n`]?.[row] ?? 0)
    const value = result.data[when.metric]?.[row] ?? null
    const reading = { value: value === null ? null : Number(value), n }
    return { labels, points: new Map(n > 0 ? [[0, reading]] : []) }
  }).filter(({ points }) => points.size > 0)
}

const textOf = (cell: string | number | null | undefined) =>
  cell === null || cell === undefined ? null : String(cell)

/** The figure ÷ its mean in the same window of the same weekday, by wall clock, of the weeks before. */
async function againstWeekdays(
  context: AlertContext,
  when: MetricCondition,
  grid: Grid,
  weeks: number,
): Promise<Line[]> {
  const segments = offsetSegments(context.zone, grid.fromMs - weeks * WEEK_MS, tickMs(grid, grid.count))
  const back = (ms: number, week: number) => fromLocal(segments, toLocal(segments, ms) - week * WEEK_MS)
  const zero = isCount(context, when)
  if (grid.count === 1) {
    const instants = Array.from({ length: weeks + 1 }, (_, week) => back(grid.fromMs, week))
    const read = await Promise.all(instants.map((at) => atOneInstant(context, when, at)))
    const byKey = read.map((lines) => new Map(lines.map((line) => [keyOf(line.labels), line])))
    const labels = new Map(read.flat().map((line) => [keyOf(line.labels), line.labels]))
    return [...labels].flatMap(([key, named]) => {
      const [now, ...before] = byKey.map((lines) => lines.get(key)?.points.get(0))
      const reading = ratio(now, before, zero)
      return reading ? [{ labels: named, points: new Map([[0, reading]]) }] : []
    })
  }
  const shift = Math.ceil((weeks * WEEK_MS + HOUR_MS) / grid.stepMs)
  const start = grid.fromMs - shift * grid.stepMs
  const whole = await figures(context, when, { ...grid, fromMs: start, count: grid.count + shift })
  return whole.map(({ labels, points }) => {
    const relative = new Map<number, Reading>()
    for (let position = 0; position < grid.count; position++) {
      const at = tickMs(grid, position)
      const before = Array.from({ length: weeks }, (_, i) =>
        points.get((back(at, i + 1) - start) / grid.stepMs),
      )
      const reading = ratio(points.get(position + shift), before, zero)
      if (reading) relative.set(position, reading)
    }
    return { labels, points: relative }
  })
}

/** `before` begins with the latest week. Of counts, a week without any counts as 0 unless nothing is known before it. */
function ratio(
  now: Reading | undefined,
  before: readonly (Reading | undefined)[],
  zero: boolean,
): Reading | null {
  const reach = before.findLastIndex((one) => one !== undefined) + 1
  const known = before.slice(0, reach).flatMap((one) => one?.value ?? (zero ? 0 : []))
  const usual = known.reduce((sum, value) => sum + value, 0) / known.length
  const value = now?.value ?? (zero ? 0 : null)
  return known.length > 0 && usual > 0 && value !== null ? { value: value / usual, n: now?.n ?? 0 } : null
}

/** Where less is expected, as in closed hours, a share of it says nothing. */
const LEAST_EXPECTED = 1e-6

/**
 * The figure ÷ what the forecast expected of the window when it began; nothing at all is 0 of what was expected. n is what
 * came or what was expected, whichever is more.
 */
async function againstForecast(
  context: AlertContext,
  when: MetricCondition,
  grid: Grid,
): Promise<Pick<Readings, 'lines' | 'blind'>> {
  const windowMs = when.window_min * 60_000
  const toMs = Array.from({ length: grid.count }, (_, position) => tickMs(grid, position))
  const { by, filters } = when
  const [groups, lines] = await Promise.all([
    expectedContacts(context.engine, { by, filters, windowMs, toMs }),
    figures(context, when, grid),
  ])
  const counted = new Map(lines.map(({ labels, points }) => [keyOf(labels), points]))
  const unseen = toMs.flatMap((_, position) =>
    groups.some(({ contacts }) => contacts[position] != null) ? [] : [position],
  )
  return {
    lines: groups.map(({ labels, contacts }) => {
      const points = new Map<number, Reading>()
      contacts.forEach((expected, position) => {
        if (expected === null || expected < LEAST_EXPECTED) return
        const came = counted.get(keyOf(labels))?.get(position)?.value ?? 0
        points.set(position, { value: came / expected, n: Math.max(came, Math.floor(expected)) })
      })
      return { labels, points }
    }),
    blind: new Map(unseen.map((position) => [position, 'nothing was forecast'])),
  }
}
