import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'
import type { Job } from '../../../../pipelines/roster/jobs.ts'
import type { Problem } from '../../../../pipelines/roster/model/problem.ts'
import type { Shift } from '../../../../pipelines/roster/model/roster.ts'
import type { StoredRoster } from '../../../../pipelines/roster/model/stored.ts'
import type { Roster } from '../../../../pipelines/roster/solve/solve.ts'
import { useSetSearch } from '../../../lib/search/use-view.ts'
import { type StartedJob, savedRosterQuery } from './api.ts'

/** The roster that is being looked at: as it was solved or saved, with what was changed by hand since. */
export interface Draft {
  problem: Problem
  team: StoredRoster['team']
  shifts: Shift[]
  onCall: StoredRoster['on_call']
  solved: StoredRoster['solved']
  binding: Roster['binding']
  warnings: Roster['warnings']
  /** Where and as which version it is kept. */
  saved: { id: string; version: number } | null
  /** Changed since it was solved, loaded or saved. */
  edited: boolean
}

export type Drafting = ReturnType<typeof useDraft>

/** The URL names the saved roster that is open; one that is not saved yet is lost with the page. */
export function useDraft() {
  const { roster: opened } = useSearch({ strict: false })
  const set = useSetSearch()
  const [draft, setDraft] = useState<Draft | null>(null)
  // Which name of the URL the draft has answered already, whatever became of it since.
  const [answered, setAnswered] = useState<string | null>(null)
  const known = opened === undefined || opened === answered
  const { data: loaded, error } = useQuery({ ...savedRosterQuery(opened ?? ''), enabled: !known })
  const take = useCallback(
    (started: StartedJob, { roster }: Job) => {
      if (!roster) return
      const { shifts, on_call, cost, bound, gap, status, binding, warnings } = roster
      const solved = { cost, bound, gap, status }
      const { problem, team } = started
      setDraft({
        problem,
        team,
        shifts,
        onCall: on_call,
        solved,
        binding,
        warnings,
        saved: null,
        edited: true,
      })
      set({ roster: undefined })
    },
    [set],
  )
  useEffect(() => {
    if (opened === undefined) setAnswered(null)
    if (known || !loaded) return
    const { id, version, roster } = loaded
    setAnswered(id)
    const { problem, team, shifts, on_call, solved } = roster
    const saved = { id, version }
    setDraft({
      problem,
      team,
      shifts,
      onCall: on_call,
      solved,
      binding: [],
      warnings: [],
      saved,
      edited: false,
    })
  }, [opened, known, loaded])
  const load = useCallback((id: string) => set({ roster: id }), [set])
  const edit = useCallback(
    (change: (shifts: readonly Shift[]) => Shift[]) =>
      setDraft((before) => before && { ...before, shifts: change(before.shifts), edited: true }),
    [],
  )
  const kept = useCallback(
    (saved: { id: string; version: number }) => {
      setDraft((before) => before && { ...before, saved, edited: false })
      setAnswered(saved.id)
      set({ roster: saved.id }, { replace: true })
    },
    [set],
  )
  return { draft, error: known ? null : error, take, load, edit, kept }
}

export const storedOf = ({ problem, team, shifts, onCall, solved }: Draft): StoredRoster => ({
  team,
  problem,
  shifts,
  on_call: onCall,
  solved,
})
