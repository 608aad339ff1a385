import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReportMail } from '../../../../pipelines/reports/delivery/store.ts'
import type { Recipient } from '../../../../pipelines/reports/recipient.ts'
import { ask } from '../../../lib/api/client.ts'
import { REPORTS } from '../get-recipients.ts'

export type RecipientChange =
  | { do: 'put'; id: string; body: Recipient; basedOn: number }
  | { do: 'remove'; id: string; basedOn: number }

/** States a recipient, or takes one off the list. Rejects with ApiError. */
export function useChangeRecipient(onDone: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: RecipientChange) => {
      const path = `/config/report_recipient/${encodeURIComponent(change.id)}`
      return change.do === 'put'
        ? ask(path, { method: 'PUT', body: { body: change.body, basedOn: change.basedOn } })
        : ask(`${path}?basedOn=${change.basedOn}`, { method: 'DELETE' })
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [REPORTS] })
      onDone()
    },
  })
}

/** Sends a recipient the report of a week now. */
export function useSendNow(week: string | undefined) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) =>
      ask<ReportMail>(`/reports/recipients/${encodeURIComponent(id)}/send`, {
        body: week === undefined ? {} : { week },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: [REPORTS] }),
  })
}
