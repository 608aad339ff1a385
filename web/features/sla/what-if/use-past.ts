import { useMemo } from 'react'
import { useNow } from '../../../lib/clock.ts'
import { useView } from '../../../lib/search/use-view.ts'
import { addUnits, startOf } from '../../../lib/time/zone.ts'

/** The last so many days, today with them, as instants that stay for the day. */
export function usePast(days: number): { from: string; to: string } {
  const { zone } = useView()
  const today = startOf(useNow() - 1, 'd', zone)
  return useMemo(
    () => ({
      from: new Date(addUnits(today, 1 - days, 'd', zone)).toISOString(),
      to: new Date(addUnits(today, 1, 'd', zone)).toISOString(),
    }),
    [today, days, zone],
  )
}
