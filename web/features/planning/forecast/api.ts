/** Forecasts of queues, how good they were, and adjustments by hand. */
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Adjustment } from '../../../../pipelines/config/adjustment.ts'
import type { Accuracy, AccuracyStep } from '../../../../pipelines/forecast/service/accuracy.ts'
import type { HeldAdjustment } from '../../../../pipelines/forecast/service/adjust.ts'
import type { QueueForecast } from '../../../../pipelines/forecast/service/forecasts.ts'
import type { KnownQueue } from '../../../../pipelines/forecast/service/queue.ts'
import type { DayReasons } from '../../../../pipelines/forecast/service/reasons.ts'
import { ask } from '../../../lib/api/client.ts'
import { DATA } from '../../../lib/api/query-client.ts'

export type { Accuracy, AccuracyStep, DayReasons, HeldAdjustment, KnownQueue, QueueForecast }

const FORECAST = [DATA, 'forecast'] as const

export const queuesQuery = queryOptions({
  queryKey: [...FORECAST, 'queues'],
  queryFn: ({ signal }) => ask<KnownQueue[]>('/forecast/queues', { signal }),
})

/** The latest forecast up to an instant, in intervals of so many minutes; 1440 are local days. */
export function forecastQuery(queue: string, to: string, step: AccuracyStep) {
  return queryOptions({
    queryKey: [...FORECAST, queue, to, step],
    queryFn: ({ signal }) =>
      ask<QueueForecast>(
        `/forecast/queues/${encodeURIComponent(queue)}?to=${encodeURIComponent(to)}&step=${step}`,
        { signal },
      ),
    placeholderData: (before) => (before?.queue.id === queue ? before : undefined),
  })
}

export function accuracyQuery(queue: string, step: AccuracyStep) {
  return queryOptions({
    queryKey: [...FORECAST, queue, 'accuracy', step],
    queryFn: ({ signal }) =>
      ask<Accuracy[]>(`/forecast/queues/${encodeURIComponent(queue)}/accuracy?step=${step}`, { signal }),
    placeholderData: keepPreviousData,
  })
}

export type AdjustmentChange =
  | { do: 'put'; id: string; body: Adjustment }
  | { do: 'undo'; held: HeldAdjustment }

/** States a new adjustment or takes one back. Rejects with ApiError, whose fields are those of the body. */
export function useChangeAdjustment(onDone: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: AdjustmentChange): Promise<unknown> =>
      change.do === 'put'
        ? ask(`/config/forecast_adjustment/${change.id}`, {
            method: 'PUT',
            body: { body: change.body, basedOn: 0 },
          })
        : ask(`/config/forecast_adjustment/${change.held.id}?basedOn=${change.held.version}`, {
            method: 'DELETE',
          }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: FORECAST })
      void client.invalidateQueries({ queryKey: [DATA, 'staffing'] })
      onDone()
    },
  })
}
