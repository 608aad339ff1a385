/** A policy as people would say it. */
import type { TFunction } from 'i18next'
import type { Policy } from '../../../../pipelines/config/policy.ts'
import type { CatalogView } from '../../../lib/api/use-catalog.ts'
import type { Format } from '../../../lib/format/use-format.ts'
import { PRIORITIES, type Promised, TARGETS, type Target } from '../targets.ts'

export interface Means {
  t: TFunction<'page'>
  format: Pick<Format, 'duration' | 'percent'>
  catalog: Pick<CatalogView, 'valueLabel' | 'dimensionLabel'>
  /** Name of a calendar by its id. */
  calendar: (id: string) => string
}

/** `High priority: first response within 15 min in business hours, 90% of them.`; a sentence per target, pauses behind. */
export function promiseWords({ targets }: Pick<Policy, 'targets'>, means: Means): string[] {
  return TARGETS.flatMap((target) => {
    const promised = targets[target]
    return promised ? [[sentence(target, promised, means), pauseWords(promised, means)].join(' ').trim()] : []
  })
}

/** `Channel is WhatsApp or E-mail, and team is not Billing`; every ticket without conditions. */
export function conditionWords({ conditions }: Pick<Policy, 'conditions'>, means: Means): string {
  const { t, catalog } = means
  const parts = Object.entries(conditions).flatMap(([attribute, condition]) => {
    const dimension = catalog.dimensionLabel(attribute)
    const say = (key: 'is' | 'isNot', values: readonly (string | null)[] | undefined) =>
      values
        ? [
            t(`sla.words.${key}`, {
              dimension,
              values: values.map((value) => catalog.valueLabel(attribute, value)).join(t('sla.words.or')),
            }),
          ]
        : []
    return [...say('is', condition?.in), ...say('isNot', condition?.not_in)]
  })
  return parts.length === 0 ? t('sla.words.every') : parts.join(t('sla.words.and'))
}

function sentence(target: Target, { minutes, calendar, goal }: Promised, means: Means): string {
  const { t, format, catalog } = means
  const stated = PRIORITIES.flatMap((priority) => {
    const value = minutes[priority]
    return value === undefined
      ? []
      : [{ priority: catalog.valueLabel('priority', priority), time: format.duration(value * 60) }]
  })
  const shared = {
    target: t(`sla.words.target.${target}`),
    calendar: calendarWords(calendar, means),
    goal: format.percent(goal),
  }
  const [first] = stated
  if (stated.length === 1 && first) return t('sla.words.one', { ...shared, ...first })
  const same = new Set(stated.map(({ time }) => time)).size === 1
  if (same && stated.length === PRIORITIES.length && first) {
    return t('sla.words.any', { ...shared, time: first.time })
  }
  const list = stated.map((one) => t('sla.words.within', one)).join(', ')
  return t('sla.words.many', { ...shared, list })
}

function calendarWords(calendar: string, { t, calendar: nameOf }: Means): string {
  if (calendar === 'team') return t('sla.words.calendar.team')
  if (calendar === 'always') return t('sla.words.calendar.always')
  return t('sla.words.calendar.named', { name: nameOf(calendar) })
}

function pauseWords({ pauses }: Promised, { t, catalog }: Means): string {
  if (pauses.length === 0) return ''
  const statuses = pauses.map((pause) => catalog.valueLabel('status', pause)).join(t('sla.words.or'))
  return t('sla.words.pauses', { statuses })
}
