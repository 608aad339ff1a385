/** Which dimensions stand beside the chart, and how their rows relate. */
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'

const FIRST = [
  'team',
  'channel',
  'priority',
  'topic',
  'brand',
  'target',
  'assignee',
  'path',
  'tier',
  'responder',
  'source',
]
const NEVER = ['hour_of_day', 'day_of_week']
export const BOARDS_SHOWN = 4

/** The metric's dimensions, those that people ask for first in front. */
export function boardOrder(dimensions: readonly string[]): string[] {
  const able = dimensions.filter((id) => !NEVER.includes(id))
  const place = (id: string) => (FIRST.includes(id) ? FIRST.indexOf(id) : FIRST.length + able.indexOf(id))
  return able.toSorted((a, b) => place(a) - place(b))
}

/** Parts of an additive figure make up the whole, so each has a share of it. */
export function isAdditive({ kind, unit }: Pick<CatalogMetric, 'kind' | 'unit'>): boolean {
  return kind === 'count' || kind === 'sum' || (kind === 'stock' && unit === 'count')
}
