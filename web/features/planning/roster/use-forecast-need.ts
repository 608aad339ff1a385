import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import type { Problem } from '../../../../pipelines/roster/model/problem.ts'
import { fromLocalText } from '../../../lib/time/local-text.ts'
import { decodeHanded, type Handed, requirementFrom, rosteredOf, skillFor } from '../handed.ts'
import { type Plan, planQuery } from '../staffing/get-plan.ts'
import { addDays } from './need.ts'

export interface ForecastQueue {
  /** As it stands in the URL. */
  text: string
  handed: Handed
  /** Undefined until the server has answered. */
  plan: Plan | undefined
  error: Error | null
  skill: string
  /** Agent-hours, and the most at once. */
  hours: number
  peak: number
  onSkill: (skill: string) => void
}

interface Asked {
  need: readonly string[]
  zone: string
  from: string
  days: number
  skills: readonly string[]
}

/** What the queues that staffing handed over need in the period; `requirement` is null while something of it is not known. */
export function useForecastNeed({ need, zone, from, days, skills }: Asked): {
  queues: ForecastQueue[]
  requirement: Problem['requirement'] | null
} {
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const iso = (date: string) => new Date(fromLocalText(date, zone) ?? 0).toISOString()
  const all = need.map(decodeHanded)
  const answers = useQueries({
    queries: all.map(({ queue, times }) => {
      // What is known of another period is another need.
      const { placeholderData: _, ...asked } = planQuery({
        queue,
        from: iso(from),
        to: iso(addDays(from, days)),
        scenarios: times === 1 ? [] : [{ name: 'handed', demand_factor: times }],
        runs: 0,
      })
      return { ...asked, retry: false }
    }),
  })
  const queues = all.map((handed, i): ForecastQueue => {
    const plan = answers[i]?.data
    const rostered = plan ? rosteredOf(plan) : []
    return {
      text: need[i] as string,
      handed,
      plan,
      error: answers[i]?.error ?? null,
      skill: chosen[handed.queue] ?? skillFor(handed.queue, skills),
      hours: (rostered.reduce((sum, one) => sum + one, 0) * (plan?.stepS ?? 0)) / 3600,
      peak: Math.max(0, ...rostered),
      onSkill: (skill) => setChosen((before) => ({ ...before, [handed.queue]: skill })),
    }
  })
  const known = queues.every(({ plan }) => plan !== undefined)
  return {
    queues,
    requirement: known
      ? queues.flatMap(({ plan, handed, skill }) => requirementFrom(plan as Plan, handed, skill))
      : null,
  }
}
