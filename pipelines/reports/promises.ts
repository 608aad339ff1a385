import type { MetricsContext } from '../metrics/context.ts'
import { goalKey, goalsAt } from '../sla/goals.ts'
import type { Answers } from './answers.ts'
import type { Week } from './week.ts'

interface Decided {
  team: string | null
  goal: number
  clocks: number
}

/** What the policies in force at the end of a week promise of the clocks that were decided in it. */
export class Promises {
  readonly #decided: readonly Decided[]

  private constructor(decided: readonly Decided[]) {
    this.#decided = decided
  }

  static async of(context: MetricsContext, answers: Answers, { from, to }: Week): Promise<Promises> {
    const goals = await goalsAt(context.engine, Date.parse(to) - 1)
    const { rows } = await answers.ask({
      metrics: ['sla_met', 'sla_breached'],
      by: ['team', 'policy', 'target'],
      from,
      to,
    })
    return new Promises(
      rows.flatMap((row) => {
        const goal = goals.get(goalKey(row.text('policy') ?? '', row.text('target') ?? ''))
        const clocks = (row.value('sla_met') ?? 0) + (row.value('sla_breached') ?? 0)
        return goal === undefined || clocks === 0 ? [] : [{ team: row.text('team'), goal, clocks }]
      }),
    )
  }

  /** The attainment at which each target meets exactly its goal; null where nothing was promised. */
  goalOf(which: (one: Decided) => boolean): number | null {
    const some = this.#decided.filter(which)
    const clocks = some.reduce((sum, one) => sum + one.clocks, 0)
    return clocks === 0 ? null : some.reduce((sum, { goal, clocks: n }) => sum + goal * n, 0) / clocks
  }
}
