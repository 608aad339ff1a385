/** An error budget and its burn rates as people say them. */
import type { BudgetRow, BurnRate } from '../../../../pipelines/sla/error-budget.ts'

export type BudgetState = 'open' | 'enough' | 'low' | 'gone' | 'spent'

const LOW = 0.25
/** Less than any share that is shown. */
const NOTHING = 0.0005
const AT_PACE = 0.05

/** `open` while nothing is decided or no goal holds; `low` in the last quarter; `gone` where just what is allowed was breached. */
export function budgetState({ left }: Pick<BudgetRow, 'left'>): BudgetState {
  if (left === null) return 'open'
  if (Math.abs(left) < NOTHING) return 'gone'
  if (left < 0) return 'spent'
  return left <= LOW ? 'low' : 'enough'
}

export type BurnWord = 'none' | 'still' | 'slow' | 'even' | 'fast'

/** `even` within 5 % of the rate that uses up exactly the budget. */
export function burnWord({ n, rate }: BurnRate): BurnWord {
  if (n === 0 || rate === null) return 'none'
  if (rate === 0) return 'still'
  if (Math.abs(rate - 1) <= AT_PACE) return 'even'
  return rate < 1 ? 'slow' : 'fast'
}
