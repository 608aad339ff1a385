/** One card per policy and target: what was kept in the range, beside what may still be missed this month. */
import type { BudgetRow } from '../../../../pipelines/sla/error-budget.ts'
import type { Figure, FigureRow } from '../../../lib/api/figure-rows.ts'
import { isTarget, TARGETS, type Target } from '../targets.ts'

export interface Card {
  policy: string
  target: Target
  figure: Figure
  budget: BudgetRow | null
}

const NONE: Figure = { value: null, n: 0, previous: null }

/** Policies in the order in which they are tried, those no longer in force behind; targets in reading order. */
export function cardsOf(rows: readonly FigureRow[], budget: readonly BudgetRow[]): [string, Card[]][] {
  const figures = rows.flatMap(({ cell, figures: { sla_attainment } }) =>
    cell.policy && isTarget(cell.target ?? null) && sla_attainment
      ? [{ policy: cell.policy, target: cell.target as Target, figure: sla_attainment }]
      : [],
  )
  const policies = [...new Set([...budget, ...figures].map(({ policy }) => policy))]
  return policies.map((policy) => [
    policy,
    TARGETS.flatMap((target): Card[] => {
      const is = (one: { policy: string; target: string }) => one.policy === policy && one.target === target
      const found = figures.find(is)
      const left = budget.find(is) ?? null
      return found || left ? [{ policy, target, figure: found?.figure ?? NONE, budget: left }] : []
    }),
  ])
}
