/** The address as it was typed or followed, before the router tidied it. */
import { pageAt } from '../pages.ts'
import { parseSearch } from './codec.ts'
import { GLOBAL, leftOut } from './schema.ts'

/** Parts of the address that no page can use. */
export const openedWithout: readonly { name: string; value: string }[] = leftOut(
  { ...GLOBAL, ...pageAt(window.location.pathname)?.fields },
  parseSearch(window.location.search),
)
