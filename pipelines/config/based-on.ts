import { conflict } from '../errors.ts'
import type { ConfigRecord } from './record.ts'
import { nextVersion } from './validate.ts'

/** Throws `conflict` unless `basedOn` is the latest version there is (0: none yet). */
export function requireLatest(
  records: readonly ConfigRecord[],
  { kind, id, basedOn }: { kind: string; id: string; basedOn?: number | undefined },
): void {
  if (basedOn === undefined) return
  const latest = nextVersion(records, kind, id) - 1
  if (latest !== basedOn) {
    const stands = latest === 0 ? 'does not exist' : `is at version ${latest}`
    throw conflict(`${kind} ${id} ${stands}, the change was based on version ${basedOn}`)
  }
}
