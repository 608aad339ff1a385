import { invalid } from '../../errors.ts'
import { requireLatest } from '../based-on.ts'
import type { ConfigContext } from '../context.ts'
import type { ConfigRecord } from '../record.ts'
import { versionOf, versionsOf } from '../state.ts'
import type { PutInput } from './put.ts'

/** States the body of an earlier version anew, as the next version. Throws `not_found`, else as `putConfig`. */
export async function restoreConfig(
  context: ConfigContext,
  input: Omit<PutInput, 'body'> & { version: number },
): Promise<ConfigRecord> {
  const { kind, id, version, author } = input
  const [record] = await context.changeConfig({
    author,
    decide(records, now) {
      requireLatest(records, input)
      const { body } = versionOf(versionsOf(records, kind, id), version)
      if (body === null) {
        throw invalid(`version ${version} of ${kind} ${id} is a withdrawal`, { version: 'is a withdrawal' })
      }
      const validFrom = input.validFrom === undefined ? now : input.validFrom
      return [{ kind, id, validFrom, note: input.note ?? `version ${version} again`, body }]
    },
  })
  return record as ConfigRecord
}
