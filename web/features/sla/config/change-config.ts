import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../lib/api/client.ts'
import { DATA } from '../../../lib/api/query-client.ts'
import { WHAT_IF } from '../what-if/run-what-if.ts'
import type { Kind, Stated } from './get-config.ts'

export type ConfigChange =
  | { do: 'put'; body: object; validFrom: string | null | undefined; basedOn: number }
  | { do: 'restore'; version: number; basedOn: number }
  | { do: 'withdraw'; basedOn: number }

/** States a version of a policy or calendar; figures and lists are asked for anew. Rejects with ApiError. */
export function useChangeConfig(kind: Kind, id: string, onDone: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: ConfigChange) => send(`/config/${kind}/${id}`, change),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: [DATA] })
      void client.invalidateQueries({ queryKey: [WHAT_IF] })
      onDone()
    },
  })
}

function send(path: string, change: ConfigChange): Promise<Stated<object | null>> {
  switch (change.do) {
    case 'put': {
      const { body, validFrom, basedOn } = change
      return ask(path, { method: 'PUT', body: { body, validFrom, basedOn } })
    }
    case 'restore':
      return ask(`${path}/restore`, { body: { version: change.version, basedOn: change.basedOn } })
    case 'withdraw':
      return ask(`${path}?basedOn=${change.basedOn}`, { method: 'DELETE' })
  }
}
