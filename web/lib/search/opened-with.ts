/** The address as it was typed or followed, before the router tidied it. */
import { useEffect, useSyncExternalStore } from 'react'
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
  return useSyncExternalStore(subscribe, () => ignored)
}

let lost: readonly string[] = []

/** Says for as long as it is so that the address names something that is not there; null where it does not. */
export function useLost(name: string | null): void {
  useEffect(() => {
    if (name === null) return
    tell([...lost, name])
    return () => tell(lost.filter((_, at) => at !== lost.indexOf(name)))
  }, [name])
}

export function useAllLost(): readonly string[] {
  return useSyncExternalStore(subscribe, () => lost)
}

function tell(next: readonly string[]): void {
  lost = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
