import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Filter } from '../../../pipelines/metrics/types.ts'
import { annotationsQuery, type Mark } from '../../lib/api/annotations.ts'
import { type FiredAlert, incidentsQuery } from '../../lib/api/get-incidents.ts'
import { useView } from '../../lib/search/use-view.ts'
import { useSame } from '../../lib/shared.tsx'
import { type ChartMark, marksOf } from '../chart/marks/marks.ts'

/** What a mark says: what somebody noted, or an alert on the chart's own metric. */
export type Said = { mark: Mark } | { alert: FiredAlert }

export interface Marks {
  /** For the chart. */
  marks: readonly ChartMark[]
  /** The same with what they say, in the same order. */
  said: readonly (ChartMark & { says: Said })[]
  /** Nobody knows yet. */
  awaited: boolean
}

/** Alerts that one chart marks at most: the latest. */
const MOST_ALERTS = 12

/**
 * What is marked on the buckets of a chart, as far as the page's filters (or those of `of`) touch it, and when alerts on its metric fired.
 * All are ISO instants; the last bucket ends at `end`. `without` are ids of marks that do not count here.
 */
export function useMarks(
  buckets: readonly string[],
  end: string,
  metric: string,
  of?: { filters: readonly Filter[]; zone: string; without?: readonly string[] },
): Marks {
  const view = useView()
  const { filters, zone } = of ?? view
  const from = buckets[0] ?? end
  const enabled = from !== end
  const notes = useQuery({ ...annotationsQuery({ from, to: end, tz: zone, filters }), enabled })
  const alerts = useQuery({ ...incidentsQuery(from, end), enabled })
  const [all, fired] = [notes.data, alerts.data]
  const without = of?.without
  const noted = useMemo(() => all?.filter(({ id }) => !without?.includes(id)), [all, without])
  const marks = useMemo(() => {
    const says = new Map<string, Said>()
    const latest = (fired ?? []).filter((one) => one.metric === metric).slice(0, MOST_ALERTS)
    const stretches = latest.reverse().map((alert, index) => {
      const id = `alert ${index}`
      says.set(id, { alert })
      return { id, startsAt: alert.from, endsAt: alert.to ?? end }
    })
    for (const mark of noted ?? []) says.set(mark.id, { mark })
    const marks = marksOf([...(noted ?? []), ...stretches], buckets, end)
    const said = marks.flatMap((place) => {
      const what = says.get(place.id)
      return what ? [{ ...place, says: what }] : []
    })
    return { marks, said }
  }, [noted, fired, metric, buckets, end])
  return { ...useSame(marks), awaited: notes.isLoading || alerts.isLoading }
}
