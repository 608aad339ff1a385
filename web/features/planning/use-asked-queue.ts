import { useSearch } from '@tanstack/react-router'
import { useLost } from '../../lib/search/opened-with.ts'

/** The queue that the address names, else the first; a name that none has is said. */
export function useAskedQueue<Q extends { id: string }>(queues: readonly Q[]): Q {
  const { queue: asked } = useSearch({ strict: false })
  const found = queues.find(({ id }) => id === asked)
  useLost(asked !== undefined && !found ? asked : null)
  return found ?? (queues[0] as Q)
}
