/** A clock's stretches as a sum that can be followed. */
import type { ClockStretch, ExplainedClock } from '../../../../pipelines/sla/explain-clock.ts'

export interface Step {
  stretch: ClockStretch
  /** Whole seconds, so cut that counted ones add up to the total shown. */
  seconds: number
  /** Counted so far, whole seconds. */
  total: number
  /** The promise is used up at its end. */
  due: boolean
}

type Sum = Pick<ExplainedClock, 'stretches' | 'targetS' | 'dueAt'>

/** In their order; each total is that of the stretches up to there, rounded once, so that nothing drifts. */
export function stepsOf({ stretches, targetS, dueAt }: Sum): Step[] {
  let [counted, passed] = [0, 0]
  return stretches
    .flatMap((stretch) => splitAt(stretch, dueAt))
    .map((stretch) => {
      const isCounted = stretch.kind === 'counted'
      const before = isCounted ? counted : passed
      if (isCounted) counted += stretch.seconds
      else passed += stretch.seconds
      const after = isCounted ? counted : passed
      return {
        stretch,
        seconds: Math.round(after) - Math.round(before),
        total: Math.round(counted),
        due: isCounted && before < targetS && counted >= targetS,
      }
    })
}

/** A counted stretch in two where the clock falls due within it. */
function splitAt(stretch: ClockStretch, dueAt: string | null): ClockStretch[] {
  const [from, to] = [Date.parse(stretch.from), Date.parse(stretch.to)]
  const due = dueAt === null ? Number.NaN : Date.parse(dueAt)
  if (stretch.kind !== 'counted' || !(from < due && due < to)) return [stretch]
  const at = new Date(due).toISOString()
  return [
    { ...stretch, to: at, seconds: (due - from) / 1000 },
    { ...stretch, from: at, seconds: (to - due) / 1000 },
  ]
}

/** Real seconds by what became of them. */
export function sumsOf(stretches: readonly ClockStretch[]): Record<ClockStretch['kind'], number> {
  const of = (kind: ClockStretch['kind']) =>
    Math.round(stretches.reduce((sum, one) => (one.kind === kind ? sum + one.seconds : sum), 0))
  return { counted: of('counted'), paused: of('paused'), closed: of('closed') }
}
