/** Teams, solves and rosters of the server. */
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { StatedRecord } from '../../../../pipelines/config/state.ts'
import type { Check } from '../../../../pipelines/roster/check/check-roster.ts'
import type { Job } from '../../../../pipelines/roster/jobs.ts'
import type { Problem } from '../../../../pipelines/roster/model/problem.ts'
import type { Assignment } from '../../../../pipelines/roster/model/roster.ts'
import type { Setup } from '../../../../pipelines/roster/model/setup.ts'
import type { StoredRoster } from '../../../../pipelines/roster/model/stored.ts'
import type { RosterHead, SavedRoster } from '../../../../pipelines/roster/verbs/stored.ts'
import { ask } from '../../../lib/api/client.ts'

/** First part of the keys: not of those that move with each event. */
const ROSTER = 'roster'

export type TeamRecord = Omit<StatedRecord, 'body'> & { body: Setup }
export type StartedJob = Job & { problem: Problem; team: StoredRoster['team'] }
export const teamsQuery = queryOptions({
  queryKey: [ROSTER, 'teams'],
  queryFn: ({ signal }) => ask<TeamRecord[]>('/config/roster_team', { signal }),
})

export const savedQuery = queryOptions({
  queryKey: [ROSTER, 'saved'],
  queryFn: ({ signal }) => ask<RosterHead[]>('/roster/saved', { signal }),
})

/** Asked anew each time it is opened. */
export const savedRosterQuery = (id: string) =>
  queryOptions({
    queryKey: [ROSTER, 'open', id],
    queryFn: ({ signal }) => ask<SavedRoster>(`/roster/saved/${id}`, { signal }),
    gcTime: 0,
    retry: false,
  })

/** The checker's word on the shifts as they stand, asked anew with each edit; the last word stays until then. */
export function checkQuery(problem: Problem, roster: Assignment) {
  return queryOptions({
    queryKey: [ROSTER, 'check', roster, problem],
    queryFn: ({ signal }) => ask<Check>('/roster/check', { body: { ask: { problem }, ...roster }, signal }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  })
}

export interface SolveInput {
  seconds: number
  ask:
    | { team: string; from: string; days: number; requirement: Problem['requirement'] }
    | { problem: Problem }
  /** The team that a whole problem is of. */
  of?: StoredRoster['team']
}

export async function startSolve({ seconds, ask: asked, of }: SolveInput): Promise<StartedJob> {
  const started = await ask<StartedJob>('/roster/jobs', { body: { ask: asked, time_limit: seconds } })
  return of ? { ...started, team: of } : started
}

export const cancelSolve = (id: string) => ask<Job>(`/roster/jobs/${id}`, { method: 'DELETE' })

/** Asked every half a second until it is over. */
export function jobQuery(id: string | null) {
  return queryOptions({
    queryKey: [ROSTER, 'job', id],
    queryFn: ({ signal }) => ask<Job>(`/roster/jobs/${id}`, { signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data && over(state.data) ? false : 500),
    retry: false,
  })
}

export const over = ({ state }: Pick<Job, 'state'>) => state === 'done' || state === 'failed'

export function useSaveTeam(onDone: (record: TeamRecord) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, body, basedOn }: { id: string; body: object; basedOn: number }) =>
      ask<TeamRecord>(`/config/roster_team/${id}`, { method: 'PUT', body: { body, basedOn } }),
    onSuccess: (record) => {
      void client.invalidateQueries({ queryKey: [ROSTER, 'teams'] })
      onDone(record)
    },
  })
}

export function useSaveRoster(onDone: (saved: { id: string; version: number }) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, roster, basedOn }: { id: string; roster: StoredRoster; basedOn: number }) =>
      ask<{ id: string; version: number; legal: boolean }>(`/roster/saved/${id}`, {
        method: 'PUT',
        body: { roster, basedOn },
      }),
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: [ROSTER, 'saved'] })
      onDone(saved)
    },
  })
}
