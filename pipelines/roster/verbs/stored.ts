/** Rosters in the versioned store: saved with their author, read back with what the checker says of them today. */
import type { ConfigContext } from '../../config/context.ts'
import { getConfig } from '../../config/verbs/get.ts'
import { listConfig } from '../../config/verbs/list.ts'
import { putConfig } from '../../config/verbs/put.ts'
import { type Check, checkRoster } from '../check/check-roster.ts'
import type { StoredRoster } from '../model/stored.ts'

export interface RosterHead {
  id: string
  version: number
  author: string
  recordedAt: string
  name: string | null
  from: string
  days: number
  people: number
  shifts: number
}

/** The latest first. */
export async function listRosters(context: ConfigContext): Promise<RosterHead[]> {
  const records = await listConfig(context, { kind: 'roster' })
  return records
    .flatMap(({ id, version, author, recordedAt, body }): RosterHead[] => {
      if (body === null) return []
      const { name, problem, shifts } = body as unknown as StoredRoster
      const { from, days, people } = problem
      const head = { id, version, author, recordedAt, name: name ?? null }
      return [{ ...head, from, days, people: people.length, shifts: shifts.length }]
    })
    .sort((a, b) => (a.recordedAt < b.recordedAt ? 1 : -1))
}

/** A version of a roster, with what the checker says of it. */
export interface SavedRoster {
  id: string
  version: number
  author: string
  recordedAt: string
  roster: StoredRoster
  check: Check
}

/** Throws `not_found`. */
export async function getRoster(context: ConfigContext, id: string): Promise<SavedRoster> {
  const { version, author, recordedAt, body } = await getConfig(context, { kind: 'roster', id })
  const roster = body as unknown as StoredRoster
  return { id, version, author, recordedAt, roster, check: checkRoster(roster.problem, roster) }
}

/** States a new version; an illegal roster is kept too, as a draft that says so. Throws `conflict` when `basedOn` is not the latest. */
export async function saveRoster(
  context: ConfigContext,
  input: {
    id: string
    roster: StoredRoster
    basedOn?: number | undefined
    note?: string | undefined
    author: string
  },
): Promise<{ id: string; version: number; legal: boolean }> {
  const { id, roster, basedOn, note, author } = input
  const { version } = await putConfig(context, {
    kind: 'roster',
    id,
    body: { ...roster },
    validFrom: undefined,
    basedOn,
    note: note ?? null,
    author,
  })
  return { id, version, legal: checkRoster(roster.problem, roster).legal }
}
