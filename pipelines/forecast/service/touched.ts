/** How much of what filters let through a mark touches: a queue serves several brands, and a page several queues. */
import { DAY_MS } from '../../calendars/days.ts'
import type { Annotation } from '../../config/annotation.ts'
import type { MetricsContext } from '../../metrics/context.ts'
import { query } from '../../metrics/query.ts'
import type { Filter } from '../../metrics/types.ts'
import { FORECAST_METRIC } from './today.ts'

export interface Touched {
  /** Of the contacts, in whole percent from 0 to 1. */
  share: number
  /** The groups of contacts that are touched; two marks without a common one touch different contacts. */
  groups: ReadonlySet<number>
}

type Scope = Annotation['scope']

const DIMENSIONS = ['team', 'channel', 'brand'] as const
const WEEKS_DAYS = 56

/**
 * A function from a mark's scope to what it touches, measured on the eight weeks before the day of `nowMs`, so that it stays the same all day.
 * A scope that the filters fix touches all; so does any where nothing came in those weeks.
 */
export async function touchedUnder(
  context: MetricsContext,
  filters: readonly Filter[],
  scopes: readonly Scope[],
  nowMs: number,
): Promise<(scope: Scope) => Touched> {
  const open = (scope: Scope) =>
    DIMENSIONS.filter((dimension) => scope[dimension] !== undefined && !isFixed(dimension, filters))
  const isAsked = scopes.some((scope) => open(scope).length > 0)
  const groups = isAsked ? await contactsByGroup(context, filters, nowMs) : []
  const total = groups.reduce((sum, { contacts }) => sum + contacts, 0)
  return (scope) => {
    const dimensions = open(scope)
    const touched = groups.flatMap((group, i) =>
      dimensions.every((dimension) => scope[dimension]?.some((value) => value === group[dimension]))
        ? [i]
        : [],
    )
    const contacts = touched.reduce((sum, i) => sum + (groups[i]?.contacts ?? 0), 0)
    const share = dimensions.length === 0 || total === 0 ? 1 : Math.round((100 * contacts) / total) / 100
    return { share, groups: new Set(touched) }
  }
}

/** Whether filters let through one value of a dimension only. */
function isFixed(name: string, filters: readonly Filter[]): boolean {
  return filters.some(
    ({ dimension, values, exclude }) => dimension === name && !exclude && values.length === 1,
  )
}

type Group = Record<(typeof DIMENSIONS)[number], string | null> & { contacts: number }

async function contactsByGroup(
  context: MetricsContext,
  filters: readonly Filter[],
  nowMs: number,
): Promise<Group[]> {
  const to = nowMs - (nowMs % DAY_MS)
  const { data, rowCount } = await query(context, {
    metrics: [FORECAST_METRIC],
    by: DIMENSIONS,
    from: new Date(to - WEEKS_DAYS * DAY_MS).toISOString(),
    to: new Date(to).toISOString(),
    filters,
  })
  const text = (dimension: string, i: number) => (data[dimension]?.[i] ?? null) as string | null
  return Array.from({ length: rowCount }, (_, i) => ({
    team: text('team', i),
    channel: text('channel', i),
    brand: text('brand', i),
    contacts: Number(data[FORECAST_METRIC]?.[i] ?? 0),
  }))
}
