/** What the frame needs to know about a page. */
import { useMatches } from '@tanstack/react-router'

export interface PageData {
  title: 'nav.live' | 'nav.explore' | 'nav.sla' | 'nav.conversation' | 'nav.welcome'
  /** `fixed` shows today whatever the URL says; null has no range. */
  range: 'free' | 'fixed' | null
  filters: boolean
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    page?: PageData
  }
}

export function usePageData(): PageData | null {
  return useMatches({ select: (matches) => matches.at(-1)?.staticData.page ?? null })
}
