import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { LANGUAGES } from '../../lib/format/locale.ts'
import { languageOf } from '../../lib/i18n/i18n.ts'
import { MAIN_PAGES } from '../../lib/pages.ts'
import { PRESETS } from '../../lib/range/presets.ts'
import { shiftRange } from '../../lib/range/range.ts'
import { useSetSearch, useSetView, useView } from '../../lib/search/use-view.ts'
import { useShortcuts } from '../../lib/shortcuts/use-shortcuts.ts'
import { usePageData } from '../page-data.ts'

const ShortcutSheet = lazy(() =>
  import('./shortcut-sheet.tsx').then((module) => ({ default: module.ShortcutSheet })),
)
const Palette = lazy(() => import('./palette.tsx').then((module) => ({ default: module.Palette })))

const NEXT_THEME = { auto: 'light', light: 'dark', dark: undefined } as const
const NEXT_COMPARISON = { previous: 'year', year: null, none: 'previous' } as const

type Panel = 'shortcuts' | 'palette' | null
let panel: Panel = null
const listeners = new Set<() => void>()

function show(next: Panel) {
  panel = next
  for (const listener of listeners) listener()
}

export const showShortcuts = () => show('shortcuts')

/** The shortcuts that work on every page, and the two panels they open. */
export function GlobalShortcuts() {
  const open = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => panel,
  )
  usePageShortcuts()
  useViewShortcuts()
  return (
    <Suspense>
      {open === 'shortcuts' && <ShortcutSheet onClose={() => show(null)} />}
      {open === 'palette' && <Palette onClose={() => show(null)} />}
    </Suspense>
  )
}

function usePageShortcuts() {
  const navigate = useNavigate()
  const set = useSetSearch()
  useShortcuts({
    help: () => show(panel === 'shortcuts' ? null : 'shortcuts'),
    palette: () => show('palette'),
    ...Object.fromEntries(
      MAIN_PAGES.map(({ id, path }) => [`page:${id}` as const, () => void navigate({ to: path })]),
    ),
    theme: () => set((before) => ({ theme: NEXT_THEME[before.theme ?? 'auto'] })),
    language: () =>
      set((before) => {
        const own = languageOf(navigator.languages)
        const at = LANGUAGES.indexOf(before.lang ?? own)
        const next = LANGUAGES[(at + 1) % LANGUAGES.length]
        return { lang: next === own ? undefined : next }
      }),
  })
}

function useViewShortcuts() {
  const { range, resolved, zone } = useView()
  const set = useSetView()
  const page = usePageData()
  const ranged = (work: () => void) => (page?.range === 'free' ? work : () => {})
  useShortcuts({
    today: ranged(() => set.range(PRESETS.today)),
    week: ranged(() => set.range(PRESETS.week)),
    month: ranged(() => set.range(PRESETS.month)),
    earlier: ranged(() => set.range(shiftRange(resolved, -1, zone))),
    later: ranged(() => range.to !== 'now' && set.range(shiftRange(resolved, 1, zone))),
    compare: () => set.compare((before) => NEXT_COMPARISON[before ?? 'none']),
    clearFilters: () => set.filters(() => []),
  })
}
