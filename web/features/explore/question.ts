/** What the URL asks of Explore, held against the catalog: the usable part, and what had to be left out. */
import type { Filter, Grain } from '../../../pipelines/metrics/types.ts'
import type { CatalogMetric } from '../../lib/api/get-catalog.ts'
import { grainFor } from '../../lib/range/grain.ts'
import type { ResolvedRange } from '../../lib/range/range.ts'
import type { ExploreSearch } from '../../lib/search/schema.ts'

export type Form = 'line' | 'bar' | 'heatmap' | 'distribution' | 'table' | 'pivot'

export interface Question {
  metrics: readonly CatalogMetric[]
  by: readonly string[]
  /** Null: the whole range in one. */
  grain: Grain | null
  form: Form
  filters: readonly Filter[]
  leftOut: readonly LeftOut[]
}

export type LeftOut =
  | { kind: 'unknown'; id: string }
  /** The metric cannot be cut by the dimension, or the dimension is one too many. */
  | { kind: 'by'; dimension: string }
  | { kind: 'filter'; metric: string; dimension: string }

export interface Known {
  metric(id: string): CatalogMetric | undefined
  dimension(id: string): unknown
}

export const DEFAULT_METRICS = 'tickets_created,tickets_resolved'
export const METRICS_AT_MOST = 8
export const DIMENSIONS_AT_MOST = 3
export const HEAT = ['day_of_week', 'hour_of_day'] as const

export function questionOf(
  search: ExploreSearch,
  known: Known,
  filters: readonly Filter[],
  range: ResolvedRange,
): Question {
  const leftOut: LeftOut[] = []
  const usable = filters.filter(({ dimension }) => {
    if (!known.dimension(dimension)) leftOut.push({ kind: 'unknown', id: dimension })
    return known.dimension(dimension)
  })
  const asked = idsOf(search.m).slice(0, METRICS_AT_MOST)
  const named = asked.filter((id) => known.metric(id))
  for (const id of asked) if (!named.includes(id)) leftOut.push({ kind: 'unknown', id })
  const metrics = (named.length > 0 ? named : idsOf(DEFAULT_METRICS)).flatMap((id) => {
    const metric = known.metric(id)
    const unable = metric && usable.find(({ dimension }) => !metric.dimensions.includes(dimension))
    if (unable) leftOut.push({ kind: 'filter', metric: id, dimension: unable.dimension })
    return metric && !unable ? [metric] : []
  })
  const form = search.view ?? 'line'
  const by = isWhole(form) ? [] : dimensionsOf(search.by, metrics, known, leftOut)
  return { metrics, by, grain: grainOf(search, form, by, range), form, filters: usable, leftOut }
}

/** Forms that are cut in a way of their own, by neither dimensions nor time. */
export const isWhole = (form: Form) => form === 'heatmap' || form === 'distribution'

/** Dimensions that every one of the metrics can be cut by. */
export function commonDimensions(metrics: readonly CatalogMetric[]): string[] {
  const [first, ...rest] = metrics
  return (first?.dimensions ?? []).filter((id) => rest.every((metric) => metric.dimensions.includes(id)))
}

export const idsOf = (text: string | undefined) => [...new Set((text ?? '').split(',').filter(Boolean))]

function dimensionsOf(
  text: string | undefined,
  metrics: readonly CatalogMetric[],
  known: Known,
  leftOut: LeftOut[],
): string[] {
  const common = commonDimensions(metrics)
  const able = idsOf(text).filter((id) => {
    if (!known.dimension(id)) leftOut.push({ kind: 'unknown', id })
    else if (metrics.length > 0 && !common.includes(id)) leftOut.push({ kind: 'by', dimension: id })
    return common.includes(id)
  })
  for (const dimension of able.slice(DIMENSIONS_AT_MOST)) leftOut.push({ kind: 'by', dimension })
  return able.slice(0, DIMENSIONS_AT_MOST)
}

/** A line is over time whatever is said, a pivot never; bars and tables are over time unless cut by something, or when told to be. */
function grainOf(
  { grain }: ExploreSearch,
  form: Form,
  by: readonly string[],
  range: ResolvedRange,
): Grain | null {
  if (isWhole(form) || form === 'pivot') return null
  if (grain !== undefined && grain !== 'none') return grain
  if (form === 'line') return grainFor(range)
  return grain === 'none' || by.length > 0 ? null : grainFor(range)
}
