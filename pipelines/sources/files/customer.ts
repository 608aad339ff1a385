import { customerIdentifier } from '../customer-id.ts'
import type { MapContext } from '../source.ts'
import type { TextOf } from './columns.ts'
import { ownText } from './own-text.ts'

const REMEMBERED = 50_000

/** A customer column → pseudonyms, remembered for a while since customers come again. */
export function customerOf(text: TextOf, context: MapContext): TextOf {
  const remembered = new Map<string, string>()
  return (record) => {
    const raw = text(record)
    if (raw === null) return null
    const known = remembered.get(raw)
    if (known !== undefined) return known
    const pseudonym = context.pseudonym(customerIdentifier(raw))
    if (remembered.size >= REMEMBERED) remembered.clear()
    remembered.set(ownText(raw), pseudonym)
    return pseudonym
  }
}
