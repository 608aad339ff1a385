import type { ConfigContext } from '../context.ts'
import { kindOf } from '../kinds.ts'
import { readRecords } from '../records.ts'
import { type StatedRecord, withStates } from '../state.ts'

/**
 * The versions of a kind that are in force now; with `all` also those that will be, and the last word on what is
 * withdrawn. Sorted by id and version. Throws `not_found` for an unknown kind.
 */
export async function listConfig(
  context: Pick<ConfigContext, 'engine' | 'now'>,
  input: { kind: string; all?: boolean | undefined },
): Promise<StatedRecord[]> {
  kindOf(input.kind)
  const records = withStates(await readRecords(context.engine, { kind: input.kind }), context.now().getTime())
  const latest = new Map(records.map((record) => [record.id, record.version]))
  return records.filter(({ id, version, state }) => {
    if (state === 'in_force') return true
    if (!input.all) return false
    return state === 'planned' || (state === 'withdrawn' && latest.get(id) === version)
  })
}
