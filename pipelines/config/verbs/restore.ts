import { invalid } from '../../errors.ts'
import { requireLatest } from '../based-on.ts'
import type { Stated } from '../change.ts'
import { type ConfigContext, stateOne } from '../context.ts'
import { versionOf, versionsOf } from '../state.ts'
import type { PutInput } from './put.ts'

/** States the body of an earlier version anew, as the next version. Throws `not_found`, else as `putConfig`. */
export async function restoreConfig(
  context: ConfigContext,
  input: Omit<PutInput, 'body'> & { version: number },
): Promise<Stated> {
  const { kind, id, version, author } = input
  return stateOne(context, {
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
}
