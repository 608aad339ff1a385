import type { ConfigContext } from '../context.ts'
import { readRecords } from '../records.ts'
import { type StatedRecord, versionsOf, withStates } from '../state.ts'

/** Every version there ever was, the latest first. Throws `not_found`. */
export async function configHistory(
  context: ConfigContext,
  { kind, id }: { kind: string; id: string },
): Promise<StatedRecord[]> {
  const records = versionsOf(await readRecords(context.engine, { kind, id }), kind, id)
  return withStates(records, context.now().getTime()).reverse()
}
