import type { FactName, RuleName } from '../model/rules.ts'
import { type FindingCode, SENTENCES, type ValuesOf } from './sentences.ts'

export interface Finding extends Said {
  rule: RuleName | FactName | 'on_call'
  person: string
  /** Local date it is about; null for a week or more. */
  date: string | null
  /** Whether it makes the roster illegal; what is only priced does not. */
  hard: boolean
  /** Price of it, in hours of pay; 0 where it is hard. */
  cost: number
}

/** What is the matter: in English, and by code and values for whoever says it in another language. */
export interface Said {
  code: FindingCode
  /** Hours, counts, dates, weekdays (`mon`), names; by what the sentence calls them. */
  values: Record<string, string | number>
  message: string
}

/** @example say('rest', { hours: 9, due: 11 }).message // 'rests 9 h before it, 11 h are due' */
export function say<Code extends FindingCode>(code: Code, values: ValuesOf<Code>): Said {
  const given: Said['values'] = Object.fromEntries(
    Object.entries<string | number>(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? Math.round(value * 100) / 100 : value,
    ]),
  )
  const message = SENTENCES[code].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(given[name]))
  return { code, values: given, message }
}

/** Something that no price buys. */
export function fact(rule: Finding['rule'], person: string, date: string | null, said: Said): Finding {
  return { rule, person, date, hard: true, cost: 0, ...said }
}
