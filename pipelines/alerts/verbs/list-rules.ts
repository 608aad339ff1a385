import { instantText } from '../../instant-text.ts'
import type { Labels } from '../alert.ts'
import { readBook } from '../book.ts'
import { quietOf } from '../evaluate.ts'
import type { Rule } from '../rule/rule.ts'
import { ruleWords, valueText } from '../rule/words.ts'
import type { Alerts } from '../run.ts'
import type { Quiet } from '../state/dispatch.ts'
import { isFiring, type Phase } from '../state/machine.ts'

export interface AlertView {
  labels: Labels
  phase: Phase
  since: string
  firedAt: string | null
  value: number | null
  /** The value as people read it. */
  text: { en: string; de: string } | null
  n: number | null
  flapping: boolean
  quiet: Quiet | null
}

export interface RuleView {
  id: string
  version: number
  body: Rule
  words: { en: string; de: string }
  health: { kind: 'ok' | 'no_data' | 'error'; since: string; reason: string | null }
  /** Those that fire first; of those that are normal at most `MOST_NORMAL`. */
  alerts: AlertView[]
  firing: number
  pending: number
}

const MOST_NORMAL = 20
const ORDER: readonly Phase[] = ['firing', 'recovering', 'pending', 'error', 'no_data', 'normal']

/** Rules in force with what they say now. */
export async function listRules(alerts: Alerts): Promise<{ lookedAt: string | null; rules: RuleView[] }> {
  const { pegel, evaluator } = alerts
  const nowMs = pegel.now().getTime()
  const book = await readBook(pegel.engine, nowMs)
  const rules = book.rules.map((rule): RuleView => {
    const memory = evaluator.memory.get(rule.id)
    const quiet = quietOf(rule, evaluator.memory, book, nowMs)
    const all = [...(memory?.alerts ?? [])].map(([key, alert]): AlertView => {
      const { labels, state, reading } = alert
      const value = reading?.value ?? null
      const text = (language: 'en' | 'de') =>
        value === null ? '' : valueText(rule.body.when, value, pegel.catalog, language)
      return {
        labels,
        phase: state.phase === 'normal' && isFiring(state) ? 'recovering' : state.phase,
        since: instantText(state.sinceMs),
        firedAt: state.firedMs === null ? null : instantText(state.firedMs),
        value,
        text: value === null ? null : { en: text('en'), de: text('de') },
        n: reading?.n ?? null,
        flapping: state.flapping,
        quiet: isFiring(state) ? quiet(key, alert) : null,
      }
    })
    const ordered = all.sort((a, b) => ORDER.indexOf(a.phase) - ORDER.indexOf(b.phase))
    const busy = ordered.filter(({ phase }) => phase !== 'normal')
    const health = memory?.health
    return {
      id: rule.id,
      version: rule.version,
      body: rule.body,
      words: {
        en: ruleWords(rule.body, pegel.catalog, 'en'),
        de: ruleWords(rule.body, pegel.catalog, 'de'),
      },
      health: {
        kind: health?.kind ?? 'ok',
        since: instantText(health?.sinceMs ?? nowMs),
        reason: health?.reason ?? null,
      },
      alerts: ordered.slice(0, Math.max(busy.length, MOST_NORMAL)).slice(0, 200),
      firing: all.filter(({ firedAt }) => firedAt !== null).length,
      pending: all.filter(({ phase }) => phase === 'pending').length,
    }
  })
  const { latest } = evaluator
  return { lookedAt: latest ? instantText(latest.atMs) : null, rules }
}
