/**
 * Every page there is: where it lives, what it is called, what of the frame it uses and what its address may say. Routes,
 * rail, palette, shortcuts, the check of addresses and the pictures are all made from this list.
 */
import { ALERTS, EXPLORE, type Fields, LIVE, PLANNING, QUALITY, REPORTS, SLA, TALK } from './search/schema.ts'

export interface Page {
  path: `/${string}`
  title: `nav.${string}`
  /** Pages with a key stand in the rail; `g` and the key lead there. */
  key: string | null
  /** `fixed` shows today whatever the URL says; null has no range. */
  range: 'free' | 'fixed' | null
  filters: boolean
  /** Search parameters of its own, beside the frame's. */
  fields: Fields
}

export const PAGES = {
  live: { path: '/live', title: 'nav.live', key: 'l', range: 'fixed', filters: true, fields: LIVE },
  explore: {
    path: '/explore',
    title: 'nav.explore',
    key: 'e',
    range: 'free',
    filters: true,
    fields: EXPLORE,
  },
  sla: { path: '/sla', title: 'nav.sla', key: 's', range: 'free', filters: true, fields: SLA },
  planning: {
    path: '/planning',
    title: 'nav.planning',
    key: 'p',
    range: null,
    filters: false,
    fields: PLANNING,
  },
  alerts: { path: '/alerts', title: 'nav.alerts', key: 'a', range: null, filters: false, fields: ALERTS },
  quality: {
    path: '/quality',
    title: 'nav.quality',
    key: 'q',
    range: 'free',
    filters: true,
    fields: QUALITY,
  },
  reports: {
    path: '/reports',
    title: 'nav.reports',
    key: 'r',
    range: null,
    filters: true,
    fields: REPORTS,
  },
  conversation: {
    path: '/conversations/$key',
    title: 'nav.conversation',
    key: null,
    range: null,
    filters: false,
    fields: TALK,
  },
  welcome: { path: '/welcome', title: 'nav.welcome', key: null, range: null, filters: false, fields: {} },
} as const satisfies Record<string, Page>

export type PageId = keyof typeof PAGES
export type PageData = (typeof PAGES)[PageId]

type Keyed<Id extends PageId> = Id extends PageId
  ? (typeof PAGES)[Id] extends { key: string }
    ? { id: Id } & (typeof PAGES)[Id]
    : never
  : never
export type MainPage = Keyed<PageId>

/** The pages of the rail, in its order. */
export const MAIN_PAGES = (Object.keys(PAGES) as PageId[])
  .map((id) => ({ id, ...PAGES[id] }))
  .filter((page): page is MainPage => page.key !== null)

/** The page that a path leads to. */
export function pageAt(path: string): PageData | null {
  const parts = path.split('/')
  const found = Object.values(PAGES).find((page) => {
    const own = page.path.split('/')
    return own.length === parts.length && own.every((part, at) => part.startsWith('$') || part === parts[at])
  })
  return found ?? null
}
