import { notFound } from '../../errors.ts'
import type { ConfigContext } from '../context.ts'
import { readRecords } from '../records.ts'
import { type StatedRecord, versionsOf, withStates } from '../state.ts'
import { holdingAt, timelinesOf } from '../timeline.ts'

/** The version that holds at an instant, now unless told. Throws `not_found` when none does. */
export async function getConfig(
  context: ConfigContext,
  input: { kind: string; id: string; at?: string | undefined },
): Promise<StatedRecord> {
  const { kind, id, at } = input
  const records = versionsOf(await readRecords(context.engine, { kind, id }), kind, id)
  const nowMs = context.now().getTime()
  const span = holdingAt(timelinesOf(records)[0], at === undefined ? nowMs : Date.parse(at))
  const found = withStates(records, nowMs).find((record) => record.version === span?.version)
  if (!found) throw notFound(`${kind} ${id} is not in force ${at === undefined ? 'now' : `at ${at}`}`)
  return found
}
