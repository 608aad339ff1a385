import type { FactName, RuleName } from '../model/rules.ts'

export interface Finding {
  rule: RuleName | FactName | 'on_call'
  person: string
  /** Local date it is about; null for a week or more. */
  date: string | null
  /** Whether it makes the roster illegal; what is only priced does not. */
  hard: boolean
  /** Price of it, in hours of pay; 0 where it is hard. */
  cost: number
  message: string
}

/** Something that no price buys. */
export function fact(rule: FactName, person: string, date: string | null, message: string): Finding {
  return { rule, person, date, hard: true, cost: 0, message }
}
