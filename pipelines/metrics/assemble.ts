/** The statement's rows → the answer: every bucket filled, stocks added up, comparisons beside their bucket. */
import type { Cell, Columns } from '../engine/port.ts'
import { invalid } from '../errors.ts'
import { instantText } from '../instant-text.ts'
import { BIN, binEnd } from './bins.ts'
import type { Dimension } from './catalog.ts'
import { collect, type Group } from './collect.ts'
import type { Compiled } from './compile.ts'
import { BIN_TO, resultColumns } from './result-columns.ts'
import type { SeriesSet } from './series.ts'
import type { QueryResult } from './types.ts'

export const MAX_ROWS = 250_000

export type Frame = Pick<QueryResult['meta'], 'asOf' | 'dataVersion' | 'ms'>

/** Throws `invalid` when buckets × dimension values exceed `MAX_ROWS`. */
export function assemble(compiled: Compiled, rows: Columns, frame: Frame): QueryResult {
  const { question, buckets, current, previous, edges } = compiled
  const { metrics, by, range } = question
  const width = range.grain ? buckets.length : 1
  const { groups, stillOpen, spread } = collect(compiled, rows, width)
  if (groups.length * width > MAX_ROWS) {
    throw invalid('too many rows', { by: 'narrow the range, coarsen the grain or use fewer dimensions' })
  }
  const ordered = inOrder(compiled, groups)
  const lines = <T>(cell: (group: Group, position: number) => T): T[] => {
    const cells: T[] = []
    for (let position = 0; position < width; position += 1) {
      for (const group of ordered) cells.push(cell(group, position))
    }
    return cells
  }
  const data: Record<string, (string | number | null)[]> = {}
  if (range.grain) {
    const starts = buckets.map(({ startMs }) => instantText(startMs))
    data.time = lines((_, position) => starts[position] ?? null)
  }
  for (const [index, { id }] of by.entries()) {
    data[id] = lines(({ values }) => (values[index] ?? null) as string | number | null)
  }
  if (edges) data[BIN_TO] = (data[BIN] ?? []).map((from) => binEnd(edges, Number(from)))
  for (const [index, { id }] of metrics.entries()) {
    const fill = (side: 'current' | 'previous', suffix: string) => {
      const of = (group: Group) => group[side] as SeriesSet
      data[`${id}${suffix}`] = lines((group, position) => of(group).value(index, position))
      data[`${id}__${suffix === '' ? '' : 'previous_'}n`] = lines((group, position) =>
        of(group).n(index, position),
      )
    }
    fill('current', '')
    if (previous) fill('previous', '__previous')
  }
  const running = buckets.find(({ startMs, endMs }) => startMs < range.horizonMs && endMs >= range.horizonMs)
  return {
    columns: resultColumns(question),
    data,
    rowCount: ordered.length * width,
    meta: {
      from: instantText(current.fromMs),
      to: instantText(current.toMs),
      tz: range.zone,
      previous: previous && { from: instantText(previous.fromMs), to: instantText(previous.toMs) },
      asOf: frame.asOf,
      dataVersion: frame.dataVersion,
      incompleteFrom: running ? instantText(running.startMs) : null,
      approximate: compiled.approximate,
      stillOpen,
      sources: compiled.sources,
      ...(edges ? { spread } : {}),
      ms: frame.ms,
    },
  }
}

/** By dimension values, or with a limit the highest first metric first. */
function inOrder({ question }: Compiled, groups: readonly Group[]): Group[] {
  const { by, limit } = question
  const ordered = [...groups].sort((a, b) => compareValues(by, a.values, b.values))
  if (limit === null) return ordered
  const first = (group: Group) => group.current.value(0, 0) ?? Number.NEGATIVE_INFINITY
  return ordered.sort((a, b) => (first(b) > first(a) ? 1 : first(b) < first(a) ? -1 : 0)).slice(0, limit)
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
    return found < 0 ? Number.MAX_SAFE_INTEGER : found
  }
  const [left, right] = [rank(a), rank(b)]
  if (left !== right) return left - right
  return a < b ? -1 : 1
}
