import { useQuery } from '@tanstack/react-query'
import { statusQuery } from '../api/get-status.ts'
import { isZone } from '../time/zone.ts'

/** The zone that pages start with: the installation's, so that one URL shows one picture everywhere; else the browser's. */
export function useHomeZone(): string {
  const { data } = useQuery({ ...statusQuery, select: (status) => status.zone })
  return data && isZone(data) ? data : Intl.DateTimeFormat().resolvedOptions().timeZone
}
