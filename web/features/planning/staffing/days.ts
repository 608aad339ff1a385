import { startOf } from '../../../lib/time/zone.ts'
import type { Plan } from './get-plan.ts'

export interface PlanDay {
  /** Local midnight, in epoch milliseconds. */
  at: number
  /** First interval, and the one after the last. */
  first: number
  end: number
}

/** The local days of a plan, each with its intervals. */
export function daysOf({ time }: Pick<Plan, 'time'>, zone: string): PlanDay[] {
  const days: PlanDay[] = []
  for (const [index, text] of time.entries()) {
    const at = startOf(Date.parse(text), 'd', zone)
    const last = days.at(-1)
    if (last?.at === at) last.end = index + 1
    else days.push({ at, first: index, end: index + 1 })
  }
  return days
}
