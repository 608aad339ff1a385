import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import type { Job } from '../../../../pipelines/roster/jobs.ts'
import type { Problem } from '../../../../pipelines/roster/model/problem.ts'
import type { Shift } from '../../../../pipelines/roster/model/roster.ts'
import type { StoredRoster } from '../../../../pipelines/roster/model/stored.ts'
import type { Roster } from '../../../../pipelines/roster/solve/solve.ts'
import { useSetSearch } from '../../../lib/search/use-view.ts'
import { cellOf, useKept } from '../kept.ts'
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

const open = cellOf<{ draft: Draft | null; answered: string | null }>({ draft: null, answered: null })

export type Drafting = ReturnType<typeof useDraft>

/** The URL names the saved roster that is open; one that is not saved yet stays until the window is closed, which asks first. */
export function useDraft() {
  const { roster: opened } = useSearch({ strict: false })
  const set = useSetSearch()
  // Beside the draft: which name of the URL it has answered already, whatever became of it since.
  const [{ draft, answered }, setOpen] = useKept(open)
  const known = opened === undefined || opened === answered
  const { data: loaded, error } = useQuery({ ...savedRosterQuery(opened ?? ''), enabled: !known })
  const take = useCallback(
    (started: StartedJob, { roster }: Job) => {
      if (!roster) return
      const { shifts, on_call, cost, bound, gap, status, binding, warnings } = roster
      const solved = { cost, bound, gap, status }
      const { problem, team } = started
      const made = { problem, team, shifts, onCall: on_call, solved, binding, warnings }
      // The URL still names the roster that was open: that one is answered.
      setOpen(({ answered }) => ({ draft: { ...made, saved: null, edited: true }, answered }))
      set({ roster: undefined })
    },
    [set, setOpen],
  )
  useEffect(() => {
    // A saved roster that the URL no longer names is closed; what is not saved stays.
    if (opened === undefined) {
      setOpen((before) =>
        before.answered === null
          ? before
          : { draft: before.draft?.saved && !before.draft.edited ? null : before.draft, answered: null },
      )
    }
    if (known || !loaded) return
    const { id, version, roster } = loaded
    const { problem, team, shifts, on_call, solved } = roster
    const saved = { id, version }
    const kept = { problem, team, shifts, onCall: on_call, solved, binding: [], warnings: [] }
    setOpen(() => ({ draft: { ...kept, saved, edited: false }, answered: id }))
  }, [opened, known, loaded, setOpen])
  const unsaved = draft?.edited === true
  useEffect(() => {
    if (!unsaved) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [unsaved])
  const load = useCallback((id: string, how?: { replace: boolean }) => set({ roster: id }, how), [set])
  const edit = useCallback(
    (change: (shifts: readonly Shift[]) => Shift[]) =>
      setOpen(({ draft: before, answered }) => ({
        draft: before && { ...before, shifts: change(before.shifts), edited: true },
        answered,
      })),
    [setOpen],
  )
  const stand = useCallback(
    (onCall: Draft['onCall']) =>
      setOpen(({ draft: before, answered }) => ({
        draft: before && { ...before, onCall, edited: true },
        answered,
      })),
    [setOpen],
  )
  const kept = useCallback(
    (saved: { id: string; version: number }) => {
      setOpen(({ draft: before }) => ({
        draft: before && { ...before, saved, edited: false },
        answered: saved.id,
      }))
      set({ roster: saved.id }, { replace: true })
    },
    [set, setOpen],
  )
  return { draft, error: known ? null : error, take, load, edit, stand, kept }
}

export const storedOf = ({ problem, team, shifts, onCall, solved }: Draft): StoredRoster => ({
  team,
  problem,
  shifts,
  on_call: onCall,
  solved,
})
