import { fileURLToPath } from 'node:url'
import type { Finding, Kind, World } from '../../config/kind.ts'
import { firstGap } from '../../config/overlap.ts'
import type { Policy } from '../../config/policy.ts'
import type { Span } from '../../config/timeline.ts'
import { PegelError } from '../../errors.ts'
import { FORECAST_BY, LONGEST_STRETCH_MIN } from '../../forecast/service/expected.ts'
import { type Catalog, loadCatalog, metricOf } from '../../metrics/catalog.ts'
import { requireDimension } from '../../metrics/predicate.ts'
import { type Rule, ruleSchema } from './rule.ts'

export const alertKind: Kind<Rule> = {
  kind: 'alert',
  label: { en: 'Alert rule', de: 'Alarmregel' },
  schema: ruleSchema,
  seeds: {},
  shapesFacts: false,
  check: (world) =>
    world
      .of<Rule>('alert')
      .flatMap(({ id, spans }) =>
        spans.flatMap((span) => [
          ...catalogKnows(id, span.body),
          ...isForecast(id, span.body),
          ...reachable(id, span.body, world),
          ...calendarsHold(id, span, world),
          ...endpointsHold(id, span, world),
        ]),
      ),
}

/** What the forecast is a forecast of. */
const FORECAST = 'tickets_created'

let known: Catalog | null = null
const catalog = () => (known ??= loadCatalog(fileURLToPath(new URL('../../../sql/metrics', import.meta.url))))

/** Metric, dimensions and filters are ones of the catalog that go together. */
function catalogKnows(id: string, { when }: Rule): Finding[] {
  if (when.kind === 'burn_rate' || when.kind === 'source_silent') return []
  const name = when.kind === 'metric' ? when.metric : 'sla_running'
  const groups = when.kind === 'ticket_risk' ? [] : when.by
  try {
    const metric = metricOf(catalog(), name)
    for (const dimension of groups) requireDimension(catalog(), metric, dimension, 'by')
    for (const { dimension } of when.filters) requireDimension(catalog(), metric, dimension, 'filters')
    return clockDimensions(id, groups)
  } catch (error) {
    if (!(error instanceof PegelError)) throw error
    const [field = 'metric'] = Object.keys(error.fields)
    return [finding(id, `when.${field === 'metrics' ? 'metric' : field}`, error.message)]
  }
}

function clockDimensions(id: string, groups: readonly string[]): Finding[] {
  return groups
    .filter((name) => catalog().dimensions.get(name)?.clock)
    .map((name) => finding(id, 'when.by', `${name} is a part of time, no group`))
}

/** Only what the forecast speaks of can be held against it. */
function isForecast(id: string, { when }: Rule): Finding[] {
  if (when.kind !== 'metric' || when.against.kind !== 'forecast') return []
  const other = [...when.by, ...when.filters.map(({ dimension }) => dimension)].filter(
    (name) => !FORECAST_BY.some((one) => one === name),
  )
  const { window_min: window } = when
  return [
    ...(when.metric === FORECAST ? [] : [finding(id, 'when.metric', `only ${FORECAST} is forecast`)]),
    ...(other.length === 0
      ? []
      : [
          finding(
            id,
            when.by.includes(other[0] as string) ? 'when.by' : 'when.filters',
            `forecasts know ${FORECAST_BY.join(' and ')}, not ${other.join(', ')}`,
          ),
        ]),
    ...(window <= LONGEST_STRETCH_MIN
      ? []
      : [finding(id, 'when.window_min', `at most ${LONGEST_STRETCH_MIN} minutes against the forecast`)]),
  ]
}

/** A threshold that no figure can reach never warns, and looks as if all were well. */
function reachable(id: string, rule: Rule, world: World): Finding[] {
  const { when } = rule
  if (when.kind === 'metric' && when.against.kind === 'value') {
    const metric = catalog().metrics.get(when.metric)
    const most = metric?.unit === 'ratio' || metric?.unit === 'score' ? 1 : Number.POSITIVE_INFINITY
    if (when.is === 'above' && when.enter > most)
      return [unreachable(id, `${when.metric} is at most ${most}`)]
    if (when.is === 'below' && when.enter < 0) return [unreachable(id, `${when.metric} is at least 0`)]
  }
  if (when.kind === 'ticket_risk' && when.measure === 'probability' && when.enter > 1) {
    return [unreachable(id, 'a probability is at most 1')]
  }
  if (when.kind === 'burn_rate') return burnReachable(id, when, world)
  return []
}

/** With everything breached the budget burns at 1 ÷ (1 − goal); a rate that is not below that is never exceeded. */
function burnReachable(
  id: string,
  when: Extract<Rule['when'], { kind: 'burn_rate' }>,
  world: World,
): Finding[] {
  const held = world
    .of<Policy>('policy')
    .flatMap(({ spans }) => spans.slice(-1).map(({ body }) => body))
    .filter(({ name }) => name === when.policy)
  const goals = held.flatMap(({ targets }) => targets[when.target]?.goal ?? [])
  if (goals.length === 0) {
    const what =
      held.length === 0 ? `there is no policy ${when.policy}` : `${when.policy} promises no ${when.target}`
    return [finding(id, held.length === 0 ? 'when.policy' : 'when.target', what)]
  }
  const most = 1 / (1 - Math.max(...goals))
  if (when.enter <= most + 1e-9) return []
  const shown = Math.round(most * 100) / 100
  return [
    unreachable(
      id,
      `with a goal of ${Math.round(Math.max(...goals) * 10_000) / 100} % the budget burns at most ${shown} times as fast`,
    ),
  ]
}

/** Calendars that a rule names hold from now on as long as it does. */
function calendarsHold(id: string, span: Span<Rule>, world: World): Finding[] {
  const calendars = new Map(world.of('calendar').map((one) => [one.id, one]))
  const { schedule, mute_outside } = span.body
  return Object.entries({ schedule, mute_outside }).flatMap(([field, calendar]) => {
    if (calendar === null || (field === 'schedule' && calendar === 'always')) return []
    if (!calendars.has(calendar)) return [finding(id, field, `there is no calendar ${calendar}`)]
    return firstGap(calendars.get(calendar), span) === null
      ? []
      : [finding(id, field, `calendar ${calendar} does not hold whenever the rule does`)]
  })
}

function endpointsHold(id: string, span: Span<Rule>, world: World): Finding[] {
  if (span.toMs !== null) return []
  const there = new Set(
    world.of('endpoint').flatMap((one) => (one.spans.some(({ toMs }) => toMs === null) ? [one.id] : [])),
  )
  return span.body.notify.to
    .filter((endpoint) => !there.has(endpoint))
    .map((endpoint) => finding(id, 'notify.to', `there is no endpoint ${endpoint}`))
}

const unreachable = (id: string, why: string) => finding(id, 'when.enter', `cannot be reached: ${why}`)
const finding = (id: string, field: string, message: string): Finding => ({
  kind: 'alert',
  id,
  field,
  message,
})
