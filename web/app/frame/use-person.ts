import { useQuery } from '@tanstack/react-query'
import { statusQuery } from '../../lib/api/get-status.ts'

/** Who is looking, as owners are named. */
export function usePerson(): string | null {
  return useQuery({ ...statusQuery, select: (status) => status.person }).data ?? null
}
