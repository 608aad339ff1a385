/** A rule in words, made from it, so that they cannot say something else. */

import type { Language } from '../../language.ts'
import type { Catalog } from '../../metrics/catalog.ts'
import type { Filter } from '../../metrics/types.ts'
import { figureText, minutesText } from './figure-text.ts'
import { type Condition, directionOf, type Rule, shortWindowMin } from './rule.ts'

/**
 * @example ruleWords(rule, catalog, 'en') // 'Median response time in the last 60 min, by team, is 30 min or more for 10 min'
 */
export function ruleWords(rule: Rule, catalog: Catalog, language: Language): string {
  const { when, for_min, keep_firing_min, schedule, mute_outside } = rule
  const t = TEXTS[language]
  const parts = [
    conditionWords(when, catalog, language),
    ...(for_min > 0 ? [t.lasting(minutesText(for_min, language))] : []),
  ]
  const ends = when.leave !== undefined && when.leave !== when.enter
  const limit = ends ? valueText(when, when.leave ?? when.enter, catalog, language) : null
  const after = [
    ...(limit ? [t.ends(limit, directionOf(when) === 'above')] : []),
    ...(keep_firing_min > 0 ? [t.quiet(minutesText(keep_firing_min, language))] : []),
    ...(schedule === 'always' ? [] : [t.schedule(schedule)]),
    ...(mute_outside === null ? [] : [t.mute(mute_outside)]),
  ]
  return `${[parts.join(' '), ...after].join('; ')}.`
}

/** A threshold or value of a condition as people read it. */
export function valueText(when: Condition, value: number, catalog: Catalog, language: Language): string {
  if (when.kind === 'metric') {
    if (when.against.kind !== 'value') return figureText(value, 'percent', language)
    return figureText(value, catalog.metrics.get(when.metric)?.format ?? 'decimal', language)
  }
  if (when.kind === 'ticket_risk') {
    return when.measure === 'probability'
      ? figureText(value, 'percent', language)
      : minutesText(value, language)
  }
  if (when.kind === 'source_silent') return minutesText(value, language)
  return when.kind === 'burn_rate'
    ? `${figureText(value, 'decimal', language)}×`
    : figureText(value, 'integer', language)
}

function conditionWords(when: Condition, catalog: Catalog, language: Language): string {
  const t = TEXTS[language]
  const value = valueText(when, when.enter, catalog, language)
  switch (when.kind) {
    case 'metric': {
      const metric = catalog.metrics.get(when.metric)
      const what = [metric?.label[language] ?? when.metric, ...where(when.filters, catalog, language)].join(
        ', ',
      )
      const stock = metric?.kind === 'stock'
      const window = stock ? '' : ` ${t.window(minutesText(when.window_min, language))}`
      const relation = { value: '', weekdays: t.usual, forecast: t.expected }[when.against.kind]
      const is = (when.is === 'above' ? t.atLeast : t.atMost)(`${value}${relation}`)
      return `${what}${window}${groups(when.by, catalog, language)} ${is}`
    }
    case 'ticket_risk': {
      const which = [t.ticket, ...where(when.filters, catalog, language)].join(', ')
      return when.measure === 'probability' ? t.likely(which, value) : t.left(which, value)
    }
    case 'queue_risk': {
      const least = figureText(when.probability, 'percent', language)
      const which = [...where(when.filters, catalog, language)].map((one) => `, ${one}`).join('')
      return t.many(value, least, `${which}${groups(when.by, catalog, language)}`)
    }
    case 'burn_rate':
      return t.burns(
        when.policy,
        t.targets[when.target],
        value,
        minutesText(when.long_min, language),
        minutesText(shortWindowMin(when), language),
      )
    case 'source_silent':
      return t.silent(when.source ?? t.anySource, value)
  }
}

function where(filters: readonly Filter[], catalog: Catalog, language: Language): string[] {
  const t = TEXTS[language]
  return filters.map(({ dimension, values, exclude }) => {
    const entry = catalog.dimensions.get(dimension)
    const named = values.map((value) => {
      const known = entry?.values?.find((one) => String(one.value) === value)
      return value === null ? t.none : (known?.label[language] ?? value)
    })
    return `${entry?.label[language] ?? dimension} ${exclude ? t.not : ''}${named.join(t.or)}`
  })
}

function groups(by: readonly string[], catalog: Catalog, language: Language): string {
  if (by.length === 0) return ''
  const names = by.map((id) => catalog.dimensions.get(id)?.label[language] ?? id)
  return TEXTS[language].by(names.join(TEXTS[language].and))
}

const TEXTS = {
  en: {
    window: (time: string) => `in the last ${time}`,
    by: (names: string) => `, by ${names},`,
    atLeast: (value: string) => `is ${value} or more`,
    atMost: (value: string) => `is ${value} or less`,
    usual: ' of the same weekdays before',
    expected: ' of the forecast',
    lasting: (time: string) => `for ${time}`,
    ends: (value: string, rising: boolean) => `over again ${rising ? 'below' : 'above'} ${value}`,
    quiet: (time: string) => `over after ${time} of quiet`,
    schedule: (calendar: string) => `looked at while calendar “${calendar}” is open`,
    mute: (calendar: string) => `told while calendar “${calendar}” is open`,
    ticket: 'A ticket',
    likely: (which: string, value: string) =>
      `${which}, breaks its promise with a probability of ${value} or more`,
    left: (which: string, value: string) => `${which}, has ${value} of business time left or less`,
    many: (value: string, least: string, which: string) =>
      `${value} or more tickets${which} break their promise with a probability of ${least} or more`,
    burns: (policy: string, target: string, rate: string, long: string, short: string) =>
      `The error budget of ${policy}, ${target}, burns ${rate} as fast as it may or faster, over ${long} and over ${short}`,
    silent: (source: string, time: string) => `${source} has said nothing for ${time}`,
    anySource: 'A source',
    targets: { first_response: 'first response', next_response: 'next response', resolution: 'resolution' },
    none: 'not set',
    not: 'not ',
    or: ' or ',
    and: ' and ',
  },
  de: {
    window: (time: string) => `in den letzten ${time}`,
    by: (names: string) => `, je ${names},`,
    atLeast: (value: string) => `liegt bei ${value} oder mehr`,
    atMost: (value: string) => `liegt bei ${value} oder weniger`,
    usual: ' derselben Wochentage davor',
    expected: ' der Prognose',
    lasting: (time: string) => `für ${time}`,
    ends: (value: string, rising: boolean) => `vorbei erst ${rising ? 'unter' : 'über'} ${value}`,
    quiet: (time: string) => `vorbei nach ${time} Ruhe`,
    schedule: (calendar: string) => `geprüft, solange Kalender „${calendar}“ geöffnet ist`,
    mute: (calendar: string) => `gemeldet, solange Kalender „${calendar}“ geöffnet ist`,
    ticket: 'Ein Ticket',
    likely: (which: string, value: string) =>
      `${which}, verletzt sein Ziel mit einer Wahrscheinlichkeit von ${value} oder mehr`,
    left: (which: string, value: string) => `${which}, hat noch ${value} Geschäftszeit oder weniger`,
    many: (value: string, least: string, which: string) =>
      `${value} oder mehr Tickets${which} verletzen ihr Ziel mit einer Wahrscheinlichkeit von ${least} oder mehr`,
    burns: (policy: string, target: string, rate: string, long: string, short: string) =>
      `Das Fehlerbudget von ${policy}, ${target}, schwindet ${rate} so schnell wie erlaubt oder schneller, über ${long} und über ${short}`,
    silent: (source: string, time: string) => `${source} schweigt seit ${time}`,
    anySource: 'Eine Quelle',
    targets: { first_response: 'erste Antwort', next_response: 'weitere Antwort', resolution: 'Lösung' },
    none: 'nicht gesetzt',
    not: 'nicht ',
    or: ' oder ',
    and: ' und ',
  },
} as const
