/** What the frame needs to know about the page it stands around. */
import { useMatches } from '@tanstack/react-router'
import type { PageData } from '../lib/pages.ts'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    page?: PageData
  }
}

export function usePageData(): PageData | null {
  return useMatches({ select: (matches) => matches.at(-1)?.staticData.page ?? null })
}
