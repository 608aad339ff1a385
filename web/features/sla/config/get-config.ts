/** Policies and calendars with their versions. */
import { queryOptions } from '@tanstack/react-query'
import type { Calendar } from '../../../../pipelines/calendars/calendar.ts'
import type { FieldChange } from '../../../../pipelines/config/diff-bodies.ts'
import type { Policy } from '../../../../pipelines/config/policy.ts'
import type { StatedRecord } from '../../../../pipelines/config/state.ts'
import { ask } from '../../../lib/api/client.ts'
import { DATA } from '../../../lib/api/query-client.ts'

export type Kind = 'policy' | 'calendar'
export type Stated<B> = Omit<StatedRecord, 'body'> & { body: B }
export type PolicyRecord = Stated<Policy>
export type CalendarRecord = Stated<Calendar>

export const policiesQuery = listQuery<Policy>('policy')
export const calendarsQuery = listQuery<Calendar>('calendar')

/** What holds now, what is planned, and the last word on what is withdrawn. */
function listQuery<B>(kind: Kind) {
  return queryOptions({
    queryKey: [DATA, 'config', kind],
    queryFn: ({ signal }) => ask<Stated<B | null>[]>(`/config/${kind}?all=true`, { signal }),
  })
}

/** Every version, the latest first; asked for anew by each editor, as what one changes is based on it. */
export function historyQuery(kind: Kind, id: string) {
  return queryOptions({
    queryKey: [DATA, 'config-history', kind, id],
    queryFn: ({ signal }) => ask<Stated<object | null>[]>(`/config/${kind}/${id}/history`, { signal }),
    gcTime: 0,
  })
}

/** The fields in which two versions differ; version 0 is nothing. */
export function diffQuery(kind: Kind, id: string, from: number, to: number) {
  return queryOptions({
    queryKey: [DATA, 'config-diff', kind, id, from, to],
    queryFn: ({ signal }) =>
      ask<{ changes: FieldChange[] }>(`/config/${kind}/${id}/diff?from=${from}&to=${to}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Those in force, policies in the order in which they are tried. */
export function inForce<B extends object>(records: readonly Stated<B | null>[]): Stated<B>[] {
  const place = ({ body }: Stated<B>) => ('position' in body ? Number(body.position) : 0)
  return records
    .filter((record): record is Stated<B> => record.state === 'in_force' && record.body !== null)
    .sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1))
}
