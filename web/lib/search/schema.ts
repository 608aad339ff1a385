/** What the URL may say. Every value is text; what cannot be read is left out and reported, never guessed. */
import { parseBound } from '../range/expression.ts'
import { isZone } from '../time/zone.ts'
import { type Field, like, list, oneOf, text, upTo, type ValueOf } from './field.ts'
import { decodeFilter } from './filters.ts'

const anything = text(() => true)
const bound = text((given) => parseBound(given) !== null)
const ids = like(/^[a-z][a-z0-9_]*(,[a-z][a-z0-9_]*)*$/)

/** As many as the API takes. */
const FILTERS_AT_MOST = 50
const VALUES_AT_MOST = 1000
const VALUE_LENGTH = 500

function isFilter(text: string): boolean {
  const values = decodeFilter(text)?.values ?? []
  return (
    values.length > 0 &&
    values.length <= VALUES_AT_MOST &&
    values.every((value) => (value ?? '').length <= VALUE_LENGTH)
  )
}

/** On every page: time range, comparison, filters, reporting zone, language, theme. */
export const GLOBAL = {
  from: bound,
  to: bound,
  cmp: oneOf('year', 'none'),
  f: list(text(isFilter), FILTERS_AT_MOST),
  tz: text(isZone),
  lang: oneOf('en', 'de'),
  theme: oneOf('light', 'dark'),
}

/** On Explore: metrics, dimensions, grain, form, the steps of a distribution, the open drill panel, and the metric whose change is explained. */
export const EXPLORE = {
  m: ids,
  by: ids,
  grain: oneOf('none', 'hour', 'day', 'week', 'month'),
  view: oneOf('line', 'bar', 'heatmap', 'distribution', 'table', 'pivot'),
  bins: oneOf('even'),
  drill: anything,
  why: like(/^[a-z][a-z0-9_]*$/),
}

/** On Live: the wall board, big and without the frame. */
export const LIVE = { wall: oneOf('1') }

/** On SLA: the open drill panel, what is being tried out, and the policy or calendar that is being edited. */
export const SLA = {
  drill: anything,
  try: upTo(500),
  edit: like(/^(policy|calendar):[a-z0-9_-]*$/),
}

/** On Alerts: the rule that is being edited; `new:` for one that is not there yet. */
export const ALERTS = { rule: like(/^(new:|[a-z0-9][a-z0-9_-]{0,62})$/) }

const date = text((given) => parseBound(given)?.kind === 'date')
const name = text(({ length }) => length >= 1 && length <= 300)

/**
 * On Planning: the forecast or the roster instead of the people that are needed, the queue that is looked at, the first day of the period,
 * queues whose need was handed to the roster, the saved roster that is open.
 */
export const PLANNING = {
  part: oneOf('forecast', 'roster'),
  queue: name,
  day: date,
  need: list(name),
  roster: like(/^[a-z0-9][a-z0-9_-]{0,62}$/),
}

/** On Quality: the open drill panel. */
export const QUALITY = { drill: anything }

/** An ISO week that its year has: those that begin on a Thursday, and leap years that begin on a Wednesday, have 53. */
function isWeek(text: string): boolean {
  const [, year, week] = (/^(\d{4})-W(\d{2})$/.exec(text) ?? []).map(Number)
  if (year === undefined || week === undefined || parseBound(`${year}-01-01`) === null) return false
  const days = [`${year}-01-01`, `${year}-12-31`].map((day) => new Date(day).getUTCDay())
  return week >= 1 && week <= (days.includes(THURSDAY) ? 53 : 52)
}
const THURSDAY = 4

/** On Reports: the week that is shown; the last one that is over where absent. */
export const REPORTS = { week: text(isWeek) }

/** On a conversation: the clock that is explained. */
export const TALK = { clock: like(/^[a-z_]+\.\d+$/) }

export type Fields = Readonly<Record<string, Field>>
export type SearchOf<F extends Fields> = { [K in keyof F]?: ValueOf<F[K]> }
export type GlobalSearch = SearchOf<typeof GLOBAL>
export type LiveSearch = SearchOf<typeof LIVE>
export type ExploreSearch = SearchOf<typeof EXPLORE>
export type SlaSearch = SearchOf<typeof SLA>
export type AlertsSearch = SearchOf<typeof ALERTS>
export type PlanningSearch = SearchOf<typeof PLANNING>
export type QualitySearch = SearchOf<typeof QUALITY>
export type ReportsSearch = SearchOf<typeof REPORTS>
export type TalkSearch = SearchOf<typeof TALK>

/** Keeps what the fields allow. A list keeps its readable items, the first ones of too many. */
export function pick<F extends Fields>(fields: F, raw: Readonly<Record<string, unknown>>): SearchOf<F> {
  const kept: Record<string, unknown> = {}
  for (const [name, { reads, most }] of Object.entries(fields)) {
    const given = raw[name]
    const isReadable = (one: unknown) => typeof one === 'string' && reads(one)
    if (most !== undefined) {
      const items = asList(given).filter(isReadable).slice(0, most)
      if (items.length > 0) kept[name] = items
    } else if (isReadable(given)) kept[name] = given
  }
  return kept as SearchOf<F>
}

/** The parts of a URL that `pick` with these fields would leave out. */
export function leftOut(
  fields: Fields,
  raw: Readonly<Record<string, unknown>>,
): { name: string; value: string }[] {
  const kept: Readonly<Record<string, unknown>> = pick(fields, raw)
  return Object.entries(raw).flatMap(([name, given]) =>
    asList(given)
      .filter((item) => !asList(kept[name]).includes(item))
      .map((item) => ({ name, value: String(item) })),
  )
}

function asList(value: unknown): readonly unknown[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}
