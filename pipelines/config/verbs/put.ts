import { requireLatest } from '../based-on.ts'
import type { Stated } from '../change.ts'
import { type ConfigContext, stateOne } from '../context.ts'
import { kindOf } from '../kinds.ts'

export interface PutInput {
  kind: string
  id: string
  body: Record<string, unknown>
  /** Instant from which it holds; null: since ever; absent: from now on. */
  validFrom?: string | null | undefined
  /** Latest version that the writer knew, 0 for none; absent: whatever there is. */
  basedOn?: number | undefined
  note?: string | null | undefined
  author: string
}

/** States a new version. Throws `not_found` (kind), `invalid` with fields, `conflict` when `basedOn` is not the latest. */
export async function putConfig(context: ConfigContext, input: PutInput): Promise<Stated> {
  const { kind, id, body, author, note = null } = input
  kindOf(kind)
  return stateOne(context, {
    author,
    decide(records, now) {
      requireLatest(records, input)
      return [{ kind, id, validFrom: input.validFrom === undefined ? now : input.validFrom, note, body }]
    },
  })
}
