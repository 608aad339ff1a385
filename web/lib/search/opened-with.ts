/** The address as it was typed or followed, before the router tidied it. */
import { useSyncExternalStore } from 'react'
import { pageAt } from '../pages.ts'
import { parseSearch } from './codec.ts'
import { GLOBAL, leftOut } from './schema.ts'

export type Ignored = { name: string; value: string }

let ignored: readonly Ignored[] = unusable(window.location.pathname, window.location.search)
const listeners = new Set<() => void>()

/** Parts of an address that its page cannot use. */
function unusable(path: string, search: string): Ignored[] {
  return leftOut({ ...GLOBAL, ...pageAt(path)?.fields }, parseSearch(search))
}

/** Notes what cannot be used of an address that is followed without being loaded anew, such as a saved view's. */
export function noteOpened(path: string, search: string): void {
  ignored = [...(pageAt(path) ? [] : [{ name: 'page', value: path }]), ...unusable(path, search)]
  for (const listener of listeners) listener()
}

export function useIgnored(): readonly Ignored[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => ignored,
  )
}
