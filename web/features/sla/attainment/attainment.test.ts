import { expect, it } from 'vitest'
import type { BudgetRow } from '../../../../pipelines/sla/error-budget.ts'
import { budgetState, burnWord } from './budget-words.ts'
import { cardsOf } from './cards.ts'

const burn = { n: 0, breached: 0, rate: null }
const budget = (policy: string, target: string): BudgetRow => ({
  policy,
  target,
  goal: 0.9,
  met: 0,
  breached: 0,
  attainment: null,
  budget: 0,
  left: null,
  burn: { day: burn, week: burn },
})
const row = (policy: string, target: string, value: number) => ({
  time: null,
  cell: { policy, target },
  figures: { sla_attainment: { value, n: 20, previous: null } },
})

it('tells a budget that is open, ample, low, just gone and overspent apart', () => {
  expect(
    [null, 0.26, 0.25, 1 - 39 / (390 * (1 - 0.9)), -0.001, -9].map((left) => budgetState({ left })),
  ).toEqual(['open', 'enough', 'low', 'gone', 'spent', 'spent'])
})

it('calls a burn rate by what it means for the month', () => {
  const word = (rate: number | null, n = 10) => burnWord({ n, breached: 0, rate })
  expect([word(null, 0), word(0), word(0.94), word(0.96), word(1.04), word(1.06)]).toEqual([
    'none',
    'still',
    'slow',
    'even',
    'even',
    'fast',
  ])
})

it('keeps the order of the policies, and both what only figures and what only budgets know', () => {
  const cards = cardsOf(
    [row('Old', 'resolution', 0.5), row('Default', 'resolution', 0.8), row('Default', 'unheard_of', 1)],
    [budget('VIP', 'first_response'), budget('Default', 'resolution'), budget('Default', 'first_response')],
  )
  expect(
    cards.map(([policy, list]) => [
      policy,
      list.map(({ target, figure, budget: own }) => [target, figure.value, own !== null]),
    ]),
  ).toEqual([
    ['VIP', [['first_response', null, true]]],
    [
      'Default',
      [
        ['first_response', null, true],
        ['resolution', 0.8, true],
      ],
    ],
    ['Old', [['resolution', 0.5, false]]],
  ])
})
