import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { calendarsQuery, inForce } from '../config/get-config.ts'
import type { Means } from './words.ts'

/** What policies are put into words with. */
export function useMeans(): Means {
  const { t } = useTranslation()
  const format = useFormat()
  const catalog = useCatalog()
  const calendars = useQuery(calendarsQuery).data
  return useMemo(() => {
    const names = new Map(inForce(calendars ?? []).map(({ id, body }) => [id, body.name ?? id]))
    return { t, format, catalog, calendar: (id) => names.get(id) ?? id }
  }, [t, format, catalog, calendars])
}
