import { useQuery } from '@tanstack/react-query'
import { fromLocalText } from '../../../lib/time/local-text.ts'
import { givenTo, serves } from '../handed.ts'
import { checkQuery } from '../roster/api.ts'
import { addDays } from '../roster/need.ts'
import type { Draft } from '../roster/use-draft.ts'
import { type Plan, type PlanQuestion, planQuery } from './get-plan.ts'

export interface RosterForQueue {
  /** The roster that was made for this queue, if one is open. */
  draft: Draft | null
  /** People whom it gives to the queue in each interval; null where it is for other days. */
  given: number[] | null
  /** The plan anew, with these people instead of those needed. */
  plan: Plan | null
}

/** What the open roster makes of a queue's plan. */
export function useRosterFor(open: Draft | null, plan: Plan, question: PlanQuestion): RosterForQueue {
  const draft = open && serves(open.problem, question.queue) ? open : null
  const check = useQuery({
    ...checkQuery(draft?.problem as Draft['problem'], {
      shifts: draft?.shifts ?? [],
      on_call: draft?.onCall ?? [],
    }),
    enabled: draft !== null,
  }).data
  const given =
    draft && check
      ? givenTo(question.queue, plan.time, draft.problem, check.coverage, periodOf(draft.problem))
      : null
  const { data, isPlaceholderData } = useQuery({
    ...planQuery(given ? { ...question, plan: given } : question),
    enabled: given !== null,
  })
  // Answers to another question say nothing of this roster.
  return { draft, given, plan: given && data && !isPlaceholderData ? data : null }
}

function periodOf({ from, days, zone }: Draft['problem']) {
  const at = (date: string) => fromLocalText(date, zone) ?? Number.NaN
  return { from: at(from), to: at(addDays(from, days)) }
}
