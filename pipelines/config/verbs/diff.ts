import type { ConfigContext } from '../context.ts'
import { diffBodies, type FieldChange } from '../diff-bodies.ts'
import { readRecords } from '../records.ts'
import { versionOf, versionsOf } from '../state.ts'

export interface DiffInput {
  kind: string
  id: string
  /** Unless told, the version before `to` (version 1: nothing). */
  from?: number | undefined
  /** Unless told, the latest version. */
  to?: number | undefined
}

/** The fields in which two versions differ. Throws `not_found`. */
export async function diffConfig(
  context: ConfigContext,
  { kind, id, from, to }: DiffInput,
): Promise<{ from: number; to: number; changes: FieldChange[] }> {
  const versions = versionsOf(await readRecords(context.engine, { kind, id }), kind, id)
  const after = versionOf(versions, to ?? versions.length)
  const before = from ?? after.version - 1
  const body = before === 0 ? null : versionOf(versions, before).body
  return { from: before, to: after.version, changes: diffBodies(body, after.body) }
}
