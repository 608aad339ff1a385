/** A roster for a problem: solved, proven legal by the checker, with the rules that bind. Blocks its thread; see `run.ts`. */
import type { Highs } from 'highs'
import { type Check, checkRoster } from '../check/check-roster.ts'
import type { Problem } from '../model/problem.ts'
import type { Assignment, Shift } from '../model/roster.ts'
import type { Warning } from '../model/warning.ts'
import { type Binding, bindingRules } from './binding.ts'
import { shiftsOf } from './convert.ts'
import { type Instance, instanceOf } from './instance.ts'
import { assignDuties } from './on-call.ts'
import type { Partner } from './partner.ts'
import { type Progress, search } from './search.ts'
import { warningsOf } from './warnings.ts'

export interface SolveOptions {
  /** Of work in total, the rules that bind included. */
  seconds: number
  /** Relative gap at which it is good enough; 0.5 % unless told. */
  gap?: number
  /** Whether to look for the rules that bind. */
  explain?: boolean
  /** A search on another core, `assist.ts`. */
  partner?: Partner
  cancelled?(): boolean
  tell?(progress: Progress): void
}

export interface Roster extends Assignment {
  /** `within_gap`: no roster costs less by more than the gap asked for. */
  status: 'within_gap' | 'time_limit' | 'cancelled'
  /** In hours of pay. */
  cost: number
  /** Proven: no legal roster costs less. */
  bound: number
  /** (cost − bound) ÷ cost. */
  gap: number
  seconds: number
  check: Check
  binding: Binding[]
  warnings: Warning[]
}

/** Share of the time that is kept for the rules that bind. */
const EXPLAIN = 0.25
/** Seconds that on-call and the check may take at the end. */
const FINISH_S = 0.4

export function solveRoster(highs: Highs, problem: Problem, options: SolveOptions): Roster {
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  const cancelled = options.cancelled ?? (() => false)
  const instance = instanceOf(problem)
  const explain = options.explain !== false
  const limits = {
    seconds: Math.max(0.1, options.seconds * (explain ? 1 - EXPLAIN : 1) - seconds() - FINISH_S),
    gap: options.gap ?? 0.005,
    cancelled,
    tell: options.tell ?? (() => {}),
  }
  const found = search(highs, instance, limits, options.partner)
  const shifts = shiftsOf(instance, found.state.tours)
  const duties = assignDuties(highs, problem, instance.horizon, shifts, instance.pins.duties)
  const roster: Assignment = { shifts, on_call: duties.turns }
  const check = checkRoster(problem, roster)
  guard(instance, shifts, check)
  const binding = explain
    ? bindingRules(problem, shifts, found.duals, () => (cancelled() ? 0 : options.seconds - seconds()))
    : []
  const bound = Math.min(found.bound + duties.bound, check.costs.total)
  return {
    ...roster,
    status: found.stopped === 'gap' ? 'within_gap' : found.stopped === 'time' ? 'time_limit' : 'cancelled',
    cost: check.costs.total,
    bound,
    gap: check.costs.total === 0 ? 0 : (check.costs.total - bound) / Math.abs(check.costs.total),
    seconds: seconds(),
    check,
    binding,
    warnings: warningsOf(problem, instance, check),
  }
}

/** An illegal shift never leaves the solver: what the checker refuses, beside contracts that nothing can meet, is our fault. */
function guard(instance: Instance, shifts: readonly Shift[], check: Check): void {
  const relaxed = new Set(instance.candidates.filter((one) => one.relaxed).map(({ person }) => person.id))
  const idle = new Set(instance.problem.people.map(({ id }) => id))
  for (const { person } of instance.candidates) idle.delete(person.id)
  const illegal = check.findings.filter(
    ({ hard, rule, person }) =>
      hard &&
      !((relaxed.has(person) || idle.has(person)) && (rule === 'contract_hours' || rule === 'wishes')),
  )
  if (illegal.length === 0) return
  const [first] = illegal
  throw new Error(
    `the solver made an illegal roster of ${shifts.length} shifts: ${first?.rule} of ${first?.person} on ${first?.date}: ${first?.message}`,
  )
}
