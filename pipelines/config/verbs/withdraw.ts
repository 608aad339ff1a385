import { notFound } from '../../errors.ts'
import { requireLatest } from '../based-on.ts'
import type { Stated } from '../change.ts'
import { type ConfigContext, stateOne } from '../context.ts'
import { versionsOf } from '../state.ts'
import type { PutInput } from './put.ts'

/** Ends what holds, from now on unless told. Throws `not_found` when it is withdrawn already, else as `putConfig`. */
export async function withdrawConfig(context: ConfigContext, input: Omit<PutInput, 'body'>): Promise<Stated> {
  const { kind, id, author, note = null } = input
  return stateOne(context, {
    author,
    decide(records, now) {
      requireLatest(records, input)
      if (versionsOf(records, kind, id).at(-1)?.body === null) throw notFound(`${kind} ${id} is withdrawn`)
      return [
        { kind, id, validFrom: input.validFrom === undefined ? now : input.validFrom, note, body: null },
      ]
    },
  })
}
