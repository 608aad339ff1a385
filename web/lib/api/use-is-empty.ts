import { useQuery } from '@tanstack/react-query'
import { statusQuery } from './get-status.ts'

/** Whether no event has ever come in; false as long as that is not known. */
export const useIsEmpty = (): boolean => useQuery(statusQuery).data?.empty ?? false
