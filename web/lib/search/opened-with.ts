/** The address as it was typed or followed, before the router tidied it. */
import { parseSearch } from './codec.ts'
import { EXPLORE, GLOBAL, leftOut } from './schema.ts'

/** Parts of the address that no page can use. */
export const openedWithout: readonly { name: string; value: string }[] = leftOut(
  window.location.pathname === '/explore' ? { ...GLOBAL, ...EXPLORE } : GLOBAL,
  parseSearch(window.location.search),
)
