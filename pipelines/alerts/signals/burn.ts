/** How fast the error budget of one promise is used up: the slower of two windows, so that both have to burn. */
import type { Policy } from '../../config/policy.ts'
import { holdingAt, readTimelines } from '../../config/timeline.ts'
import { burn } from '../../sla/error-budget.ts'
import type { AlertContext } from '../alert.ts'
import { type BurnCondition, type MetricCondition, shortWindowMin } from '../rule/rule.ts'
import { metricReadings } from './metric.ts'
import type { Grid, Reading, Readings } from './readings.ts'

/** Value is the burn rate, n the clocks decided in the short window. The goal is that of the policy in force now. */
export async function burnReadings(
  context: AlertContext,
  when: BurnCondition,
  grid: Grid,
): Promise<Readings> {
  const goal = await goalOf(context, when)
  const [long, short] = await Promise.all(
    [when.long_min, shortWindowMin(when)].map((window) => burnIn(context, when, window, goal, grid)),
  )
  const points = new Map<number, Reading>()
  for (const [position, one] of short ?? []) {
    const other = long?.get(position)
    if (one.value === null || !other || other.value === null) continue
    points.set(position, { value: Math.min(one.value, other.value), n: one.n })
  }
  const labels = { policy: when.policy, target: when.target }
  return { lines: [{ labels, points }], absent: 'too_few', minN: when.min_n, always: false }
}

async function burnIn(
  context: AlertContext,
  { policy, target }: BurnCondition,
  windowMin: number,
  goal: number | null,
  grid: Grid,
): Promise<Map<number, Reading>> {
  const attainment: MetricCondition = {
    kind: 'metric',
    metric: 'sla_attainment',
    filters: [
      { dimension: 'policy', values: [policy], exclude: false },
      { dimension: 'target', values: [target], exclude: false },
    ],
    by: [],
    window_min: windowMin,
    against: { kind: 'value' },
    is: 'below',
    enter: 0,
    min_n: 0,
  }
  const { lines } = await metricReadings(context, attainment, grid)
  const read = [...(lines[0]?.points ?? [])].map(([position, { value, n }]): [number, Reading] => {
    const met = Math.round((value ?? 0) * n)
    return [position, { value: burn({ met, breached: n - met }, goal).rate, n }]
  })
  return new Map(read)
}

async function goalOf(context: AlertContext, { policy, target }: BurnCondition): Promise<number | null> {
  const { policies } = await readTimelines(context.engine)
  const at = context.now().getTime()
  const held = policies.flatMap((one): Policy[] => {
    const span = holdingAt(one, at)
    return span?.body.name === policy ? [span.body] : []
  })
  return held[0]?.targets[target]?.goal ?? null
}
