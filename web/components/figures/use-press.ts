import { useCallback } from 'react'
import { encodeDrill } from '../../lib/search/drill-target.ts'
import { addValue, excludeValue, toggleValue } from '../../lib/search/filters.ts'
import { type FilterChange, useSetSearch, useSetView } from '../../lib/search/use-view.ts'
import type { Press } from '../chart/overlay/press.ts'

export interface Mark {
  metric: string
  /** ISO instant of the bucket; null where the mark stands for the whole range. */
  time: string | null
  cell: Readonly<Record<string, string | null>>
}

/** Carries out what a press on a mark asks for. A mark of nothing but time shows its rows. */
export function usePress(): (mark: Mark, press: Press) => void {
  const set = useSetSearch()
  const { filters: setFilters } = useSetView()
  return useCallback(
    ({ metric, time, cell }, press) => {
      const marked = Object.entries(cell)
      const [first] = marked
      if (press === 'rows' || !first) {
        set({ drill: encodeDrill({ metric, cell: { ...(time === null ? {} : { time }), ...cell } }) })
      } else if (press === 'exclude') {
        setFilters((filters) => excludeValue(filters, first[0], first[1]))
      } else {
        setFilters(narrowed(cell, press === 'add' ? addValue : toggleValue))
      }
    },
    [set, setFilters],
  )
}

/** Asks for what a plain press on a mark would show, before it is pressed. */
export function useIntent(): (cell: Mark['cell']) => void {
  const { ahead } = useSetView()
  return useCallback((cell) => ahead(narrowed(cell, toggleValue)), [ahead])
}

const narrowed =
  (cell: Mark['cell'], change: typeof toggleValue): FilterChange =>
  (filters) =>
    Object.entries(cell).reduce((after, [dimension, value]) => change(after, dimension, value), filters)
