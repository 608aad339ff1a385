/** The statement's rows → the answer: every bucket filled, stocks added up, comparisons beside their bucket. */
import type { Cell, Columns } from '../engine/port.ts'
import { invalid } from '../errors.ts'
import type { Dimension } from './catalog.ts'
import type { Period } from './compare.ts'
import type { Compiled } from './compile.ts'
import { resultColumns } from './result-columns.ts'
import { SeriesSet } from './series.ts'
import type { QueryResult } from './types.ts'

export const MAX_ROWS = 250_000

export type Frame = Pick<QueryResult['meta'], 'asOf' | 'dataVersion' | 'ms'>

/** One line of the answer before it is laid out: a bucket (or all of the range) of one combination of dimension values. */
interface Line {
  position: number
  values: readonly Cell[]
  current: SeriesSet
  previous: SeriesSet | null
}

/** Throws `invalid` when buckets × dimension values exceed `MAX_ROWS`. */
export function assemble(compiled: Compiled, rows: Columns, frame: Frame): QueryResult {
  const { question, buckets, current, previous } = compiled
  const { metrics, by, range } = question
  const width = range.grain ? buckets.length : 1
  const { groups, stillOpen } = collect(compiled, rows, width)
  if (groups.length * width > MAX_ROWS) {
    throw invalid('too many rows', { by: 'narrow the range, coarsen the grain or use fewer dimensions' })
  }
  const lines = layOut(compiled, groups, width)
  const columns = resultColumns(question)
  const data: Record<string, (string | number | null)[]> = {}
  if (range.grain) data.time = lines.map(({ position }) => iso(buckets[position]?.startMs ?? range.fromMs))
  for (const [index, { id }] of by.entries()) {
    data[id] = lines.map(({ values }) => (values[index] ?? null) as string | number | null)
  }
  for (const [index, metric] of metrics.entries()) {
    data[metric.id] = lines.map((line) => line.current.value(index, line.position))
    data[`${metric.id}__n`] = lines.map((line) => line.current.n(index, line.position))
    if (!previous) continue
    data[`${metric.id}__previous`] = lines.map((line) => line.previous?.value(index, line.position) ?? null)
    data[`${metric.id}__previous_n`] = lines.map((line) => line.previous?.n(index, line.position) ?? null)
  }
  const running = buckets.find(({ startMs, endMs }) => startMs < range.horizonMs && endMs >= range.horizonMs)
  return {
    columns,
    data,
    rowCount: lines.length,
    meta: {
      from: iso(current.fromMs),
      to: iso(current.toMs),
      tz: range.zone,
      previous: previous && { from: iso(previous.fromMs), to: iso(previous.toMs) },
      asOf: frame.asOf,
      dataVersion: frame.dataVersion,
      incompleteFrom: running ? iso(running.startMs) : null,
      approximate: compiled.approximate,
      stillOpen,
      sources: compiled.sources,
      ms: frame.ms,
    },
  }
}

interface Group {
  values: readonly Cell[]
  current: SeriesSet
  previous: SeriesSet | null
}

function collect(compiled: Compiled, rows: Columns, width: number) {
  const { question, previous } = compiled
  const { metrics, by } = question
  const groups = new Map<string, Group>()
  const stillOpen: Record<string, number> = {}
  const groupOf = (values: readonly Cell[]): Group => {
    const name = JSON.stringify(values)
    const found = groups.get(name)
    if (found) return found
    const group = {
      values,
      current: series(compiled, compiled.current, false, width),
      previous: previous && series(compiled, previous, true, width),
    }
    groups.set(name, group)
    return group
  }
  if (by.length === 0) groupOf([])
  const column = (name: string) => rows.values[rows.columns.findIndex((one) => one.name === name)] ?? []
  const [branches, keys] = [column('b'), column('k')]
  const dimensions = by.map((_, index) => column(`d${index}`))
  const widest = Math.max(0, ...compiled.parts.map((part) => part.metrics.length))
  const cells = Array.from({ length: 2 * widest }, (_, index) => column(`c${index}`))
  for (let row = 0; row < rows.rowCount; row += 1) {
    const part = compiled.parts[Number(branches[row])]
    const group =
      part?.period === 'still_open' ? null : groupOf(dimensions.map((values) => values[row] ?? null))
    part?.metrics.forEach((metric, index) => {
      const value = (cells[2 * index]?.[row] ?? null) as number | null
      const n = (cells[2 * index + 1]?.[row] ?? 0) as number
      if (group === null) stillOpen[metrics[metric]?.id ?? ''] = value ?? 0
      else {
        const set = part.period === 'previous' ? group.previous : group.current
        set?.add(metric, (keys[row] ?? null) as number | null, value, n)
      }
    })
  }
  return { groups: [...groups.values()], stillOpen }
}

function series(compiled: Compiled, period: Period, isPrevious: boolean, width: number): SeriesSet {
  const { question, buckets } = compiled
  const { range } = question
  const ahead = isPrevious && range.fromMs >= range.horizonMs
  const known = (position: number) =>
    ahead || (buckets[position]?.startMs ?? Number.NEGATIVE_INFINITY) < range.horizonMs
  return new SeriesSet(question.metrics, period, width, range.grain !== null, known)
}

function layOut(compiled: Compiled, groups: readonly Group[], width: number): Line[] {
  const { metrics, by, limit } = compiled.question
  const ordered = [...groups].sort((a, b) => compareValues(by, a.values, b.values))
  if (limit !== null) {
    const first = (group: Group) => group.current.value(0, 0) ?? Number.NEGATIVE_INFINITY
    if (metrics.length > 0) ordered.sort((a, b) => (first(b) > first(a) ? 1 : first(b) < first(a) ? -1 : 0))
    ordered.splice(limit)
  }
  return Array.from({ length: width }, (_, position) =>
    ordered.map((group): Line => ({ ...group, position })),
  ).flat()
}

function compareValues(by: readonly Dimension[], a: readonly Cell[], b: readonly Cell[]): number {
  for (const [index, dimension] of by.entries()) {
    const order = compareValue(dimension, a[index] ?? null, b[index] ?? null)
    if (order !== 0) return order
  }
  return 0
}

function compareValue({ values }: Dimension, a: Cell, b: Cell): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  const rank = (cell: Cell) => {
    const found = values?.findIndex(({ value }) => value === cell) ?? -1
    return found < 0 ? Number.POSITIVE_INFINITY : found
  }
  const [left, right] = [rank(a), rank(b)]
  if (left !== right) return left - right
  return a < b ? -1 : 1
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}
