/** From a saved view to its page, also when another version of Pegel saved it. */
import { notFound, redirect } from '@tanstack/react-router'
import { ApiError } from '../lib/api/problem.ts'
import { fetchView, type SavedView } from '../lib/api/views.ts'
import { PAGES, pageAt } from '../lib/pages.ts'
import { noteOpened } from '../lib/search/opened-with.ts'
import { openedSearch } from '../lib/search/saved.ts'

/** Throws the way to the view's page, or to Live where this version has no such page; `notFound` when there is no view. */
export async function openView(id: string): Promise<never> {
  const view = await fetchView(id).catch((error: unknown) => {
    throw error instanceof ApiError && error.status === 404 ? notFound() : error
  })
  noteOpened(view.path, view.search)
  throw wayTo(view)
}

export function wayTo(view: SavedView) {
  const page = pageAt(view.path) ?? PAGES.live
  const search = openedSearch(view.search, page.fields)
  return redirect({ to: page.path as typeof PAGES.live.path, search, replace: true })
}
