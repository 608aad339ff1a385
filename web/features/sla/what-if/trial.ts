/** What is being tried out: other minutes, calendars and pauses for one policy, over so many past days; as the URL has it. */
import type { Policy } from '../../../../pipelines/config/policy.ts'
import { isTarget, PAUSES, type Pause, PRIORITIES, type Priority, TARGETS, type Target } from '../targets.ts'

export interface TrialTarget {
  minutes: Partial<Record<Priority, number>>
  calendar?: string
  pauses?: readonly Pause[]
}

export const TRIAL_DAYS = [30, 90] as const

export interface Trial {
  days: (typeof TRIAL_DAYS)[number]
  /** Id of the policy; null is the one that the page starts with. */
  policy: string | null
  targets: Partial<Record<Target, TrialTarget>>
}

export const NO_TRIAL: Trial = { days: 30, policy: null, targets: {} }

const ID = /^[a-z0-9][a-z0-9_-]{0,62}$/
const MOST_MINUTES = 366 * 24 * 60

/** `90;policy=vip;first_response.high=20;resolution.calendar=always;resolution.pauses=pending+on_hold`; nothing for nothing tried. */
export function encodeTrial({ days, policy, targets }: Trial): string | undefined {
  const parts = [
    ...(days === NO_TRIAL.days ? [] : [String(days)]),
    ...(policy === null ? [] : [`policy=${policy}`]),
    ...TARGETS.flatMap((target) => {
      const tried = targets[target]
      if (!tried) return []
      return [
        ...PRIORITIES.flatMap((priority) => {
          const minutes = tried.minutes[priority]
          return minutes === undefined ? [] : [`${target}.${priority}=${minutes}`]
        }),
        ...(tried.calendar === undefined ? [] : [`${target}.calendar=${tried.calendar}`]),
        ...(tried.pauses === undefined ? [] : [`${target}.pauses=${tried.pauses.join('+')}`]),
      ]
    }),
  ]
  return parts.length === 0 ? undefined : parts.join(';')
}

/** Parts that say nothing usable are left out. */
export function decodeTrial(text: string | undefined): Trial {
  let trial = NO_TRIAL
  for (const part of (text ?? '').split(';')) {
    const days = TRIAL_DAYS.find((known) => String(known) === part)
    if (days) trial = { ...trial, days }
    const [name = '', value = ''] = part.split('=')
    if (name === 'policy' && ID.test(value)) trial = { ...trial, policy: value }
    const [target = '', field = ''] = name.split('.')
    const change = isTarget(target) ? changeOf(field, value) : null
    if (change && isTarget(target)) trial = withChange(trial, target, change)
  }
  return trial
}

/** The trial with parts of a target set. */
export function withChange(trial: Trial, target: Target, change: Partial<TrialTarget>): Trial {
  const before = trial.targets[target]
  const after = { ...before, ...change, minutes: { ...before?.minutes, ...change.minutes } }
  return { ...trial, targets: { ...trial.targets, [target]: after } }
}

/** The trial without what says what the policy says anyway, or what the policy has no place for. */
export function tidied(trial: Trial, policy: Policy): Trial {
  const targets: Trial['targets'] = {}
  for (const target of TARGETS) {
    const [tried, own] = [trial.targets[target], policy.targets[target]]
    if (!tried || !own) continue
    const minutes = Object.fromEntries(
      PRIORITIES.flatMap((priority) => {
        const value = tried.minutes[priority]
        const is = own.minutes[priority]
        return value === undefined || is === undefined || value === is ? [] : [[priority, value]]
      }),
    )
    const calendar =
      tried.calendar === undefined || tried.calendar === own.calendar ? {} : { calendar: tried.calendar }
    const pauses =
      tried.pauses === undefined || sameSet(tried.pauses, own.pauses) ? {} : { pauses: tried.pauses }
    const kept = { minutes, ...calendar, ...pauses }
    if (Object.keys(minutes).length + Object.keys(calendar).length + Object.keys(pauses).length > 0) {
      targets[target] = kept
    }
  }
  return { ...trial, targets }
}

export const isTried = ({ targets }: Trial) => Object.keys(targets).length > 0

/** The policy as the trial would have it. */
export function triedPolicy(policy: Policy, trial: Trial): Policy {
  const targets = { ...policy.targets }
  for (const target of TARGETS) {
    const [tried, own] = [trial.targets[target], policy.targets[target]]
    if (!tried || !own) continue
    targets[target] = {
      ...own,
      minutes: { ...own.minutes, ...tried.minutes },
      calendar: tried.calendar ?? own.calendar,
      pauses: [...(tried.pauses ?? own.pauses)],
    }
  }
  return { ...policy, targets }
}

function changeOf(field: string, value: string): Partial<TrialTarget> | null {
  if (field === 'calendar') return ID.test(value) ? { calendar: value } : null
  if (field === 'pauses') {
    const pauses = value.split('+').filter(Boolean)
    const known = PAUSES.filter((pause) => pauses.includes(pause))
    return known.length === pauses.length ? { pauses: known } : null
  }
  const priority = PRIORITIES.find((one) => one === field)
  const minutes = Number(value)
  const usable = Number.isInteger(minutes) && minutes >= 1 && minutes <= MOST_MINUTES
  return priority && usable ? { minutes: { [priority]: minutes } } : null
}

const sameSet = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((one) => b.includes(one))
