/** The address as it was typed or followed, before the router tidied it. */
import { parseSearch } from './codec.ts'
import { EXPLORE, GLOBAL, leftOut, SLA, TALK } from './schema.ts'

function ofPage(path: string): Parameters<typeof leftOut>[0] {
  if (path.startsWith('/conversations/')) return TALK
  return path === '/explore' ? EXPLORE : path === '/sla' ? SLA : {}
}

/** Parts of the address that no page can use. */
export const openedWithout: readonly { name: string; value: string }[] = leftOut(
  { ...GLOBAL, ...ofPage(window.location.pathname) },
  parseSearch(window.location.search),
)
