/** A rule on its way through the form: the body itself, and thresholds in the units that people write. */
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'
import type { Rule } from '../api.ts'

export type When = Rule['when']
export type WhenKind = When['kind']

export const KINDS: readonly WhenKind[] = [
  'metric',
  'ticket_risk',
  'queue_risk',
  'burn_rate',
  'source_silent',
]

/** What each condition begins with. */
export const BEGINNINGS: { readonly [K in WhenKind]: Extract<When, { kind: K }> } = {
  metric: {
    kind: 'metric',
    metric: 'response_time_median',
    filters: [],
    by: ['team'],
    window_min: 60,
    against: { kind: 'value' },
    is: 'above',
    enter: 1800,
    min_n: 5,
  },
  ticket_risk: { kind: 'ticket_risk', filters: [], measure: 'probability', enter: 0.65 },
  queue_risk: { kind: 'queue_risk', filters: [], by: ['team'], probability: 0.65, enter: 10 },
  burn_rate: {
    kind: 'burn_rate',
    policy: 'Default',
    target: 'first_response',
    long_min: 1440,
    enter: 3,
    min_n: 5,
  },
  source_silent: { kind: 'source_silent', enter: 60 },
}

export const NEW_RULE: Rule = {
  name: '',
  enabled: true,
  severity: 'warning',
  when: BEGINNINGS.metric,
  for_min: 10,
  keep_firing_min: 10,
  schedule: 'always',
  mute_outside: null,
  stale_after_min: 1440,
  notify: { to: [], group_by: ['team'], wait_s: 30, interval_min: 5, repeat_h: 4, resolved: true },
  inhibited_by: [],
}

/** What the forecast speaks of is all that can be held against it: tickets by team and channel. */
export function againstForecast(when: Extract<When, { kind: 'metric' }>): When {
  const known = (dimension: string) => dimension === 'team' || dimension === 'channel'
  return {
    ...when,
    metric: 'tickets_created',
    against: { kind: 'forecast' },
    by: when.by.filter(known),
    filters: when.filters.filter(({ dimension }) => known(dimension)),
    enter: 1.5,
  }
}

export type Unit = 'minutes' | 'percent' | 'count' | 'times'

/** In what a condition's thresholds are written, and by how much that is multiplied in the body. */
export function unitOf(when: When, metric: CatalogMetric | undefined): { unit: Unit; factor: number } {
  if (when.kind === 'metric') {
    if (when.against.kind !== 'value') return { unit: 'percent', factor: 0.01 }
    if (metric?.unit === 'seconds') return { unit: 'minutes', factor: 60 }
    return metric?.unit === 'ratio' ? { unit: 'percent', factor: 0.01 } : { unit: 'count', factor: 1 }
  }
  if (when.kind === 'ticket_risk') {
    return when.measure === 'probability' ? { unit: 'percent', factor: 0.01 } : { unit: 'minutes', factor: 1 }
  }
  if (when.kind === 'source_silent') return { unit: 'minutes', factor: 1 }
  return when.kind === 'burn_rate' ? { unit: 'times', factor: 1 } : { unit: 'count', factor: 1 }
}

/** A body's number as it is written, without what multiplying has added at its end. */
export const written = (value: number, factor: number) => Number((value / factor).toPrecision(10))
export const meant = (value: number, factor: number) => Number((value * factor).toPrecision(12))
