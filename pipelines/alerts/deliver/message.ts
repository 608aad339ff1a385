/** What a notice says to people: a line of subject, and lines of figures. Names and ids only, never what customers wrote. */

import type { Language } from '../../language.ts'
import type { Catalog } from '../../metrics/catalog.ts'
import type { Rule } from '../rule/rule.ts'
import { ruleWords, valueText } from '../rule/words.ts'
import type { Notice, NoticeKind } from '../state/dispatch.ts'

export interface Message {
  title: string
  /** What the rule waits for. */
  rule: string
  lines: readonly string[]
  link: string
  kind: NoticeKind
  severity: 'warning' | 'critical'
}

const MOST_LINES = 10

export function messageOf(
  notice: Notice,
  rule: Rule,
  context: { catalog: Catalog; link: string },
  language: Language,
): Message {
  const t = TEXTS[language]
  const shown = notice.alerts.slice(0, MOST_LINES).map(({ labels, value, n, flapping }) => {
    const figure = value === null ? t.noFigure : valueText(rule.when, value, context.catalog, language)
    const count = n === null ? '' : ` (n ${n})`
    return `${labelText(labels) || rule.name}: ${figure}${count}${flapping ? `, ${t.flapping}` : ''}`
  })
  const more = notice.alerts.length - shown.length
  const about = labelText(notice.labels)
  return {
    title: oneLine([t.kinds[notice.kind], rule.name, ...(about ? [about] : [])].join(' · ')),
    rule: oneLine(ruleWords(rule, context.catalog, language)),
    lines: [
      ...shown,
      ...(more > 0 ? [t.more(more)] : []),
      ...(notice.reason ? [t.reasons[notice.reason] ?? notice.reason] : []),
    ].map(oneLine),
    link: linkOf(notice, context.link),
    kind: notice.kind,
    severity: rule.severity,
  }
}

export const linkOf = ({ rule }: Pick<Notice, 'rule'>, base: string) =>
  `${base.replace(/\/$/, '')}/alerts?rule=${encodeURIComponent(rule)}`

const labelText = (labels: Notice['labels']) =>
  Object.entries(labels)
    .filter(([name]) => name !== 'cycle')
    .map(([, value]) => value ?? '–')
    .join(' · ')

/** Line breaks and other control characters in names would end a header or start a line of their own. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, 500)

const TEXTS = {
  en: {
    kinds: {
      firing: 'Firing',
      repeat: 'Still firing',
      resolved: 'Resolved',
      no_data: 'No data',
      error: 'Cannot be computed',
      recovered: 'Sees again',
      test: 'Test',
    },
    noFigure: 'no figure',
    flapping: 'comes and goes',
    more: (count: number) => `and ${count} more`,
    reasons: {} as Readonly<Record<string, string>>,
  },
  de: {
    kinds: {
      firing: 'Alarm',
      repeat: 'Alarm besteht fort',
      resolved: 'Behoben',
      no_data: 'Keine Daten',
      error: 'Nicht berechenbar',
      recovered: 'Sieht wieder',
      test: 'Probe',
    },
    noFigure: 'keine Zahl',
    flapping: 'kommt und geht',
    more: (count: number) => `und ${count} weitere`,
    reasons: {
      'no event has come yet': 'noch ist kein Ereignis eingetroffen',
      'no event has come for too long': 'seit zu langer Zeit ist kein Ereignis eingetroffen',
      'nothing in the data is what the rule asks for': 'in den Daten gibt es nichts, wonach die Regel fragt',
      'nothing was forecast': 'es gab keine Prognose',
      'the rule no longer holds': 'die Regel gilt nicht mehr',
      'the figure could not be computed': 'die Zahl war nicht zu berechnen',
    } as Readonly<Record<string, string>>,
  },
} as const
