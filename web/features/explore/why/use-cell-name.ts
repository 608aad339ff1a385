import { useCallback } from 'react'
import { useCatalog } from '../../../lib/api/use-catalog.ts'

/** `Channel: WhatsApp · Tier: 1`: dimension values in words. */
export function useCellName(): (cell: Readonly<Record<string, string | null>>) => string {
  const catalog = useCatalog()
  return useCallback(
    (cell) =>
      Object.entries(cell)
        .map(
          ([dimension, value]) =>
            `${catalog.dimensionLabel(dimension)}: ${catalog.valueLabel(dimension, value)}`,
        )
        .join(' · '),
    [catalog],
  )
}
