/** A policy as its form has it, and back. */
import type { Policy } from '../../../../pipelines/config/policy.ts'
import { type Pause, PRIORITIES, type Priority, TARGETS, type Target } from '../targets.ts'

export const ATTRIBUTES = ['source', 'channel', 'brand', 'team', 'tier', 'topic', 'priority'] as const
export type Attribute = (typeof ATTRIBUTES)[number]

export interface ConditionDraft {
  attribute: Attribute
  not: boolean
  values: readonly (string | null)[]
}

export interface TargetDraft {
  promised: boolean
  minutes: Readonly<Record<Priority, number | null>>
  calendar: string
  /** Percent. */
  goal: number | null
  pauses: readonly Pause[]
}

export interface PolicyDraft {
  name: string
  position: number | null
  conditions: readonly ConditionDraft[]
  targets: Readonly<Record<Target, TargetDraft>>
}

export function draftOf({ name, position, conditions, targets }: Policy): PolicyDraft {
  return {
    name,
    position,
    conditions: ATTRIBUTES.flatMap((attribute) => {
      const condition = conditions[attribute]
      return [
        ...(condition?.in ? [{ attribute, not: false, values: condition.in }] : []),
        ...(condition?.not_in ? [{ attribute, not: true, values: condition.not_in }] : []),
      ]
    }),
    targets: {
      first_response: targetDraft(targets.first_response),
      next_response: targetDraft(targets.next_response),
      resolution: targetDraft(targets.resolution, ['pending', 'on_hold']),
    },
  }
}

/** As the server takes it; what is missing or makes no sense it refuses by field. */
export function bodyOf({ name, position, conditions, targets }: PolicyDraft): object {
  const stated: Partial<Record<Attribute, { in?: unknown; not_in?: unknown }>> = {}
  for (const { attribute, not, values } of conditions) {
    stated[attribute] = { ...stated[attribute], [not ? 'not_in' : 'in']: values }
  }
  return {
    name,
    position,
    conditions: stated,
    targets: Object.fromEntries(
      TARGETS.filter((target) => targets[target].promised).map((target) => [
        target,
        targetBody(targets[target]),
      ]),
    ),
  }
}

function targetDraft(promised: Policy['targets'][Target], pauses: readonly Pause[] = []): TargetDraft {
  const of = (priority: Priority) => promised?.minutes[priority] ?? null
  return {
    promised: promised !== undefined,
    minutes: { urgent: of('urgent'), high: of('high'), normal: of('normal'), low: of('low') },
    calendar: promised?.calendar ?? 'team',
    goal: rounded((promised?.goal ?? 0.9) * 100),
    pauses: promised?.pauses ?? pauses,
  }
}

function targetBody({ minutes, calendar, goal, pauses }: TargetDraft): object {
  return {
    minutes: Object.fromEntries(
      PRIORITIES.flatMap((priority) => (minutes[priority] === null ? [] : [[priority, minutes[priority]]])),
    ),
    calendar,
    goal: goal === null ? null : rounded(goal / 100),
    pauses,
  }
}

const rounded = (value: number) => Math.round(value * 1e6) / 1e6
