import { useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { QueryInput } from '../../../pipelines/metrics/types.ts'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import { useLost } from '../../lib/search/opened-with.ts'
import { useView } from '../../lib/search/use-view.ts'
import { useSame } from '../../lib/shared.tsx'
import { type Question, questionOf } from './question.ts'

/** What is asked, and the part of each query that all of them share. */
export function useQuestion(): { question: Question; ready: boolean; base: Omit<QueryInput, 'metrics'> } {
  const { m, by, grain, view, why } = useSearch({ strict: false })
  const { filters, resolved, zone, compare } = useView()
  const catalog = useCatalog()
  const question = useSame(
    useMemo(
      () =>
        questionOf(
          {
            ...(m ? { m } : {}),
            ...(by ? { by } : {}),
            ...(grain ? { grain } : {}),
            ...(view ? { view } : {}),
          },
          catalog,
          filters,
          resolved,
        ),
      [m, by, grain, view, filters, resolved, catalog],
    ),
  )
  const explained = why === undefined || question.metrics.some(({ id }) => id === why)
  useLost(catalog.ready && !explained ? why : null)
  const base = useMemo(
    () => ({
      from: new Date(resolved.from).toISOString(),
      to: new Date(resolved.to).toISOString(),
      tz: zone,
      filters: question.filters,
      compare,
    }),
    [resolved, zone, question.filters, compare],
  )
  return { question, ready: catalog.ready, base }
}
