/** The outcomes of a what-if added up: per target, and per target and priority. */
import type { Outcomes, WhatIfRow } from '../../../../pipelines/sla/what-if.ts'
import { PRIORITIES, type Priority, TARGETS, type Target } from '../targets.ts'

export interface Side {
  /** Met ÷ decided; null where nothing is decided. */
  attainment: number | null
  decided: number
  breached: number
}

export interface Shift {
  target: Target
  /** Null: of all priorities. */
  priority: string | null
  before: Side
  after: Side
}

/** Targets in reading order, each followed by its priorities. */
export function shiftsOf(rows: readonly WhatIfRow[]): Shift[] {
  return TARGETS.flatMap((target) => {
    const own = rows.filter((row) => row.target === target)
    if (own.length === 0) return []
    const rank = (priority: string) => PRIORITIES.indexOf(priority as Priority)
    const priorities = [...new Set(own.map(({ priority }) => priority))].sort((a, b) => rank(a) - rank(b))
    return [
      shift(target, null, own),
      ...priorities.map((priority) =>
        shift(
          target,
          priority,
          own.filter((row) => row.priority === priority),
        ),
      ),
    ]
  })
}

function shift(target: Target, priority: string | null, rows: readonly WhatIfRow[]): Shift {
  return {
    target,
    priority,
    before: sideOf(rows.map(({ before }) => before)),
    after: sideOf(rows.map(({ after }) => after)),
  }
}

function sideOf(outcomes: readonly Outcomes[]): Side {
  const met = outcomes.reduce((sum, one) => sum + one.met, 0)
  const breached = outcomes.reduce((sum, one) => sum + one.breached, 0)
  const decided = met + breached
  return { attainment: decided === 0 ? null : met / decided, decided, breached }
}
