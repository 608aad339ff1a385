import { useCallback } from 'react'
import { useFormat } from '../../../lib/format/use-format.ts'

/** What a part adds, signed, in the metric's unit: `−7.8 pp`, `+4 min`. */
export function useDelta(unit: string): (amount: number) => string {
  const format = useFormat()
  return useCallback(
    (amount) =>
      format.change(
        { way: amount < 0 ? 'down' : 'up', tone: 'neutral', ratio: null, absolute: amount },
        unit,
      ),
    [format, unit],
  )
}
