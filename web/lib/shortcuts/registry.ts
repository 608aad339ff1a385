/** Every keyboard shortcut there is; the sheet behind `?` is made from this list. */
import { MAIN_PAGES, type MainPage } from '../pages.ts'

const OTHERS = [
  { id: 'help', keys: ['?'], group: 'everywhere' },
  { id: 'palette', keys: ['mod+k'], group: 'everywhere' },
  { id: 'language', keys: ['l'], group: 'everywhere' },
  { id: 'theme', keys: ['b'], group: 'everywhere' },
  { id: 'today', keys: ['d'], group: 'view' },
  { id: 'week', keys: ['w'], group: 'view' },
  { id: 'month', keys: ['m'], group: 'view' },
  { id: 'earlier', keys: ['ArrowLeft'], group: 'view' },
  { id: 'later', keys: ['ArrowRight'], group: 'view' },
  { id: 'wider', keys: ['z'], group: 'view' },
  { id: 'copyRange', keys: ['mod+c'], group: 'view' },
  { id: 'pasteRange', keys: ['mod+v'], group: 'view' },
  { id: 'compare', keys: ['x'], group: 'view' },
  { id: 'clearFilters', keys: ['c'], group: 'view' },
  { id: 'metrics', keys: ['/'], group: 'explore' },
  { id: 'twin', keys: ['t'], group: 'explore' },
] as const

export type PageShortcutId = `page:${MainPage['id']}`
export type ShortcutId = (typeof OTHERS)[number]['id'] | PageShortcutId
export const SHORTCUT_GROUPS = ['pages', 'everywhere', 'view', 'explore'] as const

export type Shortcut =
  | (typeof OTHERS)[number]
  | { id: PageShortcutId; keys: readonly ['g', string]; group: 'pages'; page: MainPage }

export const SHORTCUTS: readonly Shortcut[] = [
  ...MAIN_PAGES.map(
    (page) => ({ id: `page:${page.id}`, keys: ['g', page.key], group: 'pages', page }) as const,
  ),
  ...OTHERS,
]
