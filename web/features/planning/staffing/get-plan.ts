import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { planResultSchema } from '../../../../server/routes/staffing-schema.ts'
import { ask } from '../../../lib/api/client.ts'
import { DATA } from '../../../lib/api/query-client.ts'

export type Plan = z.infer<typeof planResultSchema>

export interface PlanQuestion {
  queue: string
  from: string
  to: string
  scenarios: readonly object[]
  runs: number
  /** People rostered in each interval; what the base needs unless told. */
  plan?: readonly number[]
}

/** People needed for the forecast of a queue, with scenarios side by side. */
export function planQuery(question: PlanQuestion) {
  return queryOptions({
    queryKey: [DATA, 'staffing', question],
    queryFn: ({ signal }) => ask<Plan>('/staffing/plan', { body: { ...question, stepMinutes: 30 }, signal }),
    placeholderData: keepPreviousData,
  })
}
