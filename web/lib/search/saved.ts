/** What of an address belongs to a saved view: everything but the reader's own language and theme, and what is being edited. */
import type { SavedView } from '../api/views.ts'
import type { ResolvedRange } from '../range/range.ts'
import { parseSearch, stringifySearch } from './codec.ts'
import { type Fields, GLOBAL, pick } from './schema.ts'

const OWN = ['lang', 'theme', 'edit']

/** The query string to save, without `?`; the same for equal views, whatever order they were asked in. */
export function savedSearch(search: Readonly<Record<string, unknown>>): string {
  const kept = Object.entries(search).filter(([name]) => !OWN.includes(name))
  return stringifySearch(Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)))).slice(1)
}

/**
 * What a saved query string asks of a page with these fields. What it does not say is stated as undefined, so that
 * nothing of the page before is kept.
 */
export function openedSearch(saved: string, fields: Fields): Readonly<Record<string, unknown>> {
  const others = Object.keys(GLOBAL).filter((name) => !OWN.includes(name))
  const asked = pick({ ...GLOBAL, ...fields }, parseSearch(saved))
  return { ...Object.fromEntries(others.map((name) => [name, undefined])), ...asked }
}

export const isShown = (view: Pick<SavedView, 'path' | 'search'>, path: string, search: string) =>
  view.path === path && savedSearch(parseSearch(view.search)) === search

/** An address that goes on showing what is shown now, when the relative range has moved on. */
export function fixedAddress(address: string, { from, to }: ResolvedRange): string {
  const url = new URL(address)
  const search = parseSearch(url.search)
  const [start, end] = [from, to].map((at) => new Date(at).toISOString().replace('.000', ''))
  url.search = stringifySearch({ ...search, from: start, to: end })
  return url.href
}

/** The short address of a view. */
export const viewAddress = (id: string) => `${window.location.origin}/v/${id}`
