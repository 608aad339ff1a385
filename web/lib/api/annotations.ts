/** What is marked on the time axis. */
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Annotation } from '../../../pipelines/config/annotation.ts'
import type { AnnotationsInput, HeldAnnotation } from '../../../pipelines/config/verbs/annotations-in.ts'
import { ask } from './client.ts'
import { DATA } from './query-client.ts'
import { later } from './turn.ts'

export type Mark = HeldAnnotation

export function annotationsQuery(input: AnnotationsInput) {
  return queryOptions({
    queryKey: [DATA, 'annotations', input],
    // The marks that stand there are right but for few filters; the picture does not wait for them.
    queryFn: ({ signal }) => later(() => ask<Mark[]>('/annotations', { body: input, signal }), signal),
    placeholderData: keepPreviousData,
  })
}

export type AnnotationChange =
  | { do: 'put'; id: string; basedOn: number; body: Annotation }
  | { do: 'withdraw'; id: string; basedOn: number }

/** States or withdraws one; version 0 is a new one. Rejects with ApiError, whose fields are those of the body. */
export function useChangeAnnotation(onDone: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: AnnotationChange): Promise<unknown> => {
      const { id, basedOn } = change
      return change.do === 'put'
        ? ask(`/config/annotation/${id}`, { method: 'PUT', body: { body: change.body, basedOn } })
        : ask(`/config/annotation/${id}?basedOn=${basedOn}`, { method: 'DELETE' })
    },
    onSuccess: () => {
      // Forecasts follow marks, and plans follow forecasts.
      for (const what of ['annotations', 'forecast', 'staffing']) {
        void client.invalidateQueries({ queryKey: [DATA, what] })
      }
      onDone()
    },
  })
}
