/** One look at a rule: every alert of it takes a step. The live evaluator and the back-test both go through here. */
import { keyOf, type Labels } from '../alert.ts'
import { directionOf, type Rule } from '../rule/rule.ts'
import type { Reading, Readings } from '../signals/readings.ts'
import { type AlertState, FLAP_MS, isFiring, type Observation, step, type Timing, unseen } from './machine.ts'

export interface Alert {
  labels: Labels
  state: AlertState
  /** What was read last. */
  reading: Reading | null
}

export type Alerts = ReadonlyMap<string, Alert>

/** What is seen of a rule at an instant. */
export interface Look {
  atMs: number
  /** Whether the rule's schedule is open. */
  open: boolean
  /** Why nothing can be believed, if so. */
  trouble: Extract<Observation, { kind: 'no_data' | 'error' }> | null
  readings: ReadonlyMap<string, { labels: Labels; reading: Reading }>
}

/** How a condition's readings are taken; the same for all looks at a rule. */
export type Taking = Pick<Readings, 'absent' | 'minN' | 'always'>

export function timingOf({ when, for_min, keep_firing_min }: Rule): Timing {
  return {
    is: directionOf(when),
    enter: when.enter,
    leave: when.leave ?? when.enter,
    forMs: for_min * 60_000,
    keepMs: keep_firing_min * 60_000,
    thinMs: thinMs(when),
  }
}

/** The window that a figure is of: once it has passed, nothing that was read before is in it. */
function thinMs(when: Rule['when']): number | null {
  if (when.kind === 'metric') return when.window_min * 60_000
  return when.kind === 'burn_rate' ? when.long_min * 60_000 : null
}

/** The alerts of a rule after a look. Those that are over and quiet are forgotten where they cannot come back. */
export function look(alerts: Alerts, rule: Rule, taking: Taking, seen: Look): Alerts {
  const timing = timingOf(rule)
  const next = new Map<string, Alert>()
  const visit = (key: string, labels: Labels, known: Alert | undefined) => {
    const found = seen.readings.get(key)?.reading
    const state = step(known?.state ?? unseen(seen.atMs), observed(found, taking, seen), timing, seen.atMs)
    const reading = found ?? (taking.absent === 'zero' && !seen.trouble ? { value: 0, n: 0 } : null)
    if (taking.absent === 'over' && !found && isSpent(state, seen.atMs)) return
    next.set(key, { labels, state, reading })
  }
  for (const [key, alert] of alerts) visit(key, alert.labels, alert)
  for (const [key, { labels }] of seen.readings) if (!alerts.has(key)) visit(key, labels, undefined)
  if (taking.always && !next.has(NO_LABELS)) visit(NO_LABELS, {}, undefined)
  return next
}

const NO_LABELS = keyOf({})

function observed(reading: Reading | undefined, { absent, minN }: Taking, seen: Look): Observation {
  if (!seen.open) return { kind: 'resting' }
  if (seen.trouble) return seen.trouble
  if (!reading && absent === 'over') return { kind: 'over', reason: 'over' }
  const value = reading ? reading.value : absent === 'zero' ? 0 : null
  const n = reading?.n ?? 0
  return value === null || n < minN ? { kind: 'too_few', n } : { kind: 'reading', value, n }
}

/** Nothing that is still to be told or remembered. */
function isSpent(state: AlertState, atMs: number): boolean {
  const cleared = state.clearedMs ?? Number.NEGATIVE_INFINITY
  return state.phase === 'normal' && !isFiring(state) && atMs - cleared > FLAP_MS
}

/** What happened to an alert between two looks that is worth a line in the log. */
export function turnBetween(
  old: Alert | undefined,
  now: Alert | undefined,
): 'fired' | 'resolved' | 'no_data' | 'error' | null {
  const [was, is] = [old ? isFiring(old.state) : false, now ? isFiring(now.state) : false]
  if (was !== is) return is ? 'fired' : 'resolved'
  const phase = now?.state.phase
  return phase !== old?.state.phase && (phase === 'no_data' || phase === 'error') ? phase : null
}
