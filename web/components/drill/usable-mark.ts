/** The mark of a link held against the catalog and the page's range: what can be asked of it, and what has to be left out. */
import type { DrillInput, Grain, QueryInput } from '../../../pipelines/metrics/types.ts'
import type { CatalogDimension, CatalogMetric } from '../../lib/api/get-catalog.ts'
import { type DrillTarget, edgesOf } from '../../lib/search/drill-target.ts'
import { hasValue } from '../../lib/search/has-value.ts'
import { type CalendarUnit, startOf } from '../../lib/time/zone.ts'

export interface Asked {
  grain: Grain | null
  base: Omit<QueryInput, 'metrics'>
  dimension: (id: string) => CatalogDimension | undefined
}

export interface UsableMark {
  input: DrillInput
  /** Parts of the mark and filters of the page that the metric cannot be asked for, `name=value`. */
  leftOut: readonly string[]
}

export function usableMark(target: DrillTarget, metric: CatalogMetric, asked: Asked): UsableMark {
  const { compare: _, by: __, limit: ___, ...base } = asked.base
  const isTold = ([name, value]: [string, string | null]) => {
    if (name === 'time') return isBucket(value, asked)
    if (name === 'bin') return hasEdges(target.cell)
    if (name === 'bin_to') return hasEdges(target.cell) && 'bin' in target.cell
    const dimension = asked.dimension(name)
    return metric.dimensions.includes(name) && dimension !== undefined && hasValue(dimension, value)
  }
  const parts = Object.entries(target.cell)
  const cell = Object.fromEntries(parts.filter(isTold))
  const filters = (base.filters ?? []).filter(({ dimension }) => metric.dimensions.includes(dimension))
  const { bin_to: ____, ...mark } = cell
  return {
    input: {
      ...base,
      filters,
      metric: metric.id,
      cell: mark,
      bins: edgesOf(cell),
      grain: 'time' in mark ? asked.grain : null,
    },
    leftOut: [
      ...parts.filter((part) => !isTold(part)).map(([name, value]) => `${name}=${value ?? ''}`),
      ...(base.filters ?? []).filter((filter) => !filters.includes(filter)).map((filter) => filter.dimension),
    ],
  }
}

const UNITS: Readonly<Record<Grain, CalendarUnit>> = { hour: 'h', day: 'd', week: 'w', month: 'M' }

/** Whether a bucket of the page's grain that lies in its range begins then. */
function isBucket(time: string | null, { grain, base: { from, to, tz } }: Asked): boolean {
  const at = time === null ? Number.NaN : Date.parse(time)
  if (grain === null || Number.isNaN(at)) return false
  const [zone, unit] = [tz ?? 'UTC', UNITS[grain]]
  const first = from === undefined ? Number.NEGATIVE_INFINITY : startOf(Date.parse(from), unit, zone)
  const end = to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to)
  return at >= first && at < end && startOf(at, unit, zone) === at
}

/** `bin` is where a bar begins, `bin_to` where it ends: nowhere for the last. */
function hasEdges({ bin, bin_to = null }: DrillTarget['cell']): boolean {
  const from = Number(bin ?? Number.NaN)
  const to = bin_to === null ? Number.POSITIVE_INFINITY : Number(bin_to)
  return bin !== null && bin !== '' && from >= 0 && to > from
}
