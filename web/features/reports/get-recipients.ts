import { queryOptions } from '@tanstack/react-query'
import type { ListedRecipient } from '../../../pipelines/reports/delivery/list-recipients.ts'
import type { ReportMail } from '../../../pipelines/reports/delivery/store.ts'
import { ask } from '../../lib/api/client.ts'

export const REPORTS = 'reports'

export const recipientsQuery = queryOptions({
  queryKey: [REPORTS, 'recipients'],
  queryFn: ({ signal }) =>
    ask<{ mailServer: boolean; recipients: ListedRecipient[] }>('/reports/recipients', { signal }),
  refetchInterval: 30_000,
})

export const archiveQuery = queryOptions({
  queryKey: [REPORTS, 'archive'],
  queryFn: ({ signal }) => ask<ReportMail[]>('/reports/archive?limit=100', { signal }),
  refetchInterval: 30_000,
})

/** The mail that a recipient would get now. */
export const previewQuery = (id: string, week: string | undefined) =>
  queryOptions({
    queryKey: [REPORTS, 'preview', id, week],
    queryFn: ({ signal }) =>
      ask<{ subject: string; html: string; text: string }>(
        `/reports/recipients/${encodeURIComponent(id)}/preview${week ? `?week=${week}` : ''}`,
        { signal },
      ),
  })
