/** How much of what may be missed this month is used up, and how fast: per policy and target, in the catalog's figures. */
import type { MetricsContext } from '../metrics/context.ts'
import { query } from '../metrics/query.ts'
import { goalKey, goalsAt } from './goals.ts'

export interface BurnRate {
  /** Clocks decided in the window. */
  n: number
  breached: number
  /** Breached share ÷ share that may be missed: 1 uses up exactly the budget. Null without clocks or goal. */
  rate: number | null
}

export interface BudgetRow {
  /** Name of the policy, as clocks carry it. */
  policy: string
  target: string
  /** Of the policy in force now; null where none of that name promises the target any more. */
  goal: number | null
  met: number
  breached: number
  /** Null without decided clocks. */
  attainment: number | null
  /** Clocks that may be breached: (1 − goal) × decided. */
  budget: number | null
  /** Share of the budget that is left, negative when overspent; null without budget. */
  left: number | null
  burn: { day: BurnRate; week: BurnRate }
}

export interface ErrorBudget {
  /** The month so far, half-open; instants. */
  from: string
  to: string
  tz: string
  asOf: string
  /** In the order in which policies are tried; those no longer in force behind. */
  rows: BudgetRow[]
}

const METRICS = ['sla_met', 'sla_breached']

/**
 * @example await errorBudget(pegel, { tz: 'Europe/Berlin' }) // rows[0] { goal: 0.9, met: 90, breached: 5, budget: 9.5, left: 0.47, … }
 * Throws `invalid` for an unknown zone.
 */
export async function errorBudget(
  context: MetricsContext,
  { tz = 'UTC' }: { tz?: string | undefined },
): Promise<ErrorBudget> {
  const ask = (from: string) =>
    query(context, { metrics: METRICS, by: ['policy', 'target'], from, to: 'now', tz })
  const [month, week, day] = await Promise.all([ask('now/M'), ask('now-7d'), ask('now-24h')])
  const [inMonth, inWeek, inDay] = [countsOf(month), countsOf(week), countsOf(day)]
  const goals = await goalsAt(context.engine, context.now().getTime())
  const keys = new Set([...goals.keys(), ...inMonth.keys(), ...inWeek.keys(), ...inDay.keys()])
  const { from, to } = month.meta
  const rows = [...keys].map((key) => {
    const [policy = '', target = ''] = key.split('\u0000')
    const goal = goals.get(key) ?? null
    const counts = inMonth.get(key) ?? NOTHING
    return {
      policy,
      target,
      goal,
      ...spent(counts, goal),
      burn: { day: burn(inDay.get(key), goal), week: burn(inWeek.get(key), goal) },
    }
  })
  return { from, to, tz, asOf: context.asOf, rows }
}

interface Counts {
  met: number
  breached: number
}
const NOTHING: Counts = { met: 0, breached: 0 }

function countsOf({ data, rowCount }: Awaited<ReturnType<typeof query>>): Map<string, Counts> {
  const text = (name: string, row: number) => String(data[name]?.[row] ?? '')
  const number = (name: string, row: number) => Number(data[name]?.[row] ?? 0)
  return new Map(
    Array.from({ length: rowCount }, (_, row) => [
      goalKey(text('policy', row), text('target', row)),
      { met: number('sla_met', row), breached: number('sla_breached', row) },
    ]),
  )
}

function spent({ met, breached }: Counts, goal: number | null) {
  const decided = met + breached
  const budget = goal === null ? null : (1 - goal) * decided
  return {
    met,
    breached,
    attainment: decided === 0 ? null : met / decided,
    budget,
    left: budget === null || budget === 0 ? null : (budget - breached) / budget,
  }
}

export function burn({ met, breached }: Counts = NOTHING, goal: number | null): BurnRate {
  const n = met + breached
  return { n, breached, rate: n === 0 || goal === null ? null : breached / n / (1 - goal) }
}
