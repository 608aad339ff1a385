import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { annotationsQuery, type Mark } from '../../lib/api/annotations.ts'
import { useView } from '../../lib/search/use-view.ts'
import { type ChartMark, marksOf } from '../chart/marks/marks.ts'

export interface Marks {
  /** For the chart. */
  marks: readonly ChartMark[]
  /** The same with what they say, in the same order. */
  said: readonly (ChartMark & { mark: Mark })[]
}

/** What is marked on the buckets of a chart, as far as the page's filters touch it. All are ISO instants; the last bucket ends at `end`. */
export function useMarks(buckets: readonly string[], end: string): Marks {
  const { filters, zone } = useView()
  const from = buckets[0] ?? end
  const found = useQuery({
    ...annotationsQuery({ from, to: end, tz: zone, filters }),
    enabled: from !== end,
  }).data
  return useMemo(() => {
    const marks = marksOf(found ?? [], buckets, end)
    const byId = new Map((found ?? []).map((mark) => [mark.id, mark]))
    const said = marks.flatMap((place) => {
      const mark = byId.get(place.id)
      return mark ? [{ ...place, mark }] : []
    })
    return { marks, said }
  }, [found, buckets, end])
}
