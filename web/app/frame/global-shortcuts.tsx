import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { LANGUAGES } from '../../lib/format/locale.ts'
import { languageOf } from '../../lib/i18n/i18n.ts'
import { PRESETS } from '../../lib/range/presets.ts'
import { shiftRange } from '../../lib/range/range.ts'
import { useLanguage, useSetSearch, useSetView, useView } from '../../lib/search/use-view.ts'
import { useShortcuts } from '../../lib/shortcuts/use-shortcuts.ts'
import { usePageData } from '../page-data.ts'

const ShortcutSheet = lazy(() =>
  import('./shortcut-sheet.tsx').then((module) => ({ default: module.ShortcutSheet })),
)
const Palette = lazy(() => import('./palette.tsx').then((module) => ({ default: module.Palette })))

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
  const language = useLanguage()
  const { theme } = useSearch({ strict: false })
  useShortcuts({
    help: () => show(panel === 'shortcuts' ? null : 'shortcuts'),
    palette: () => show('palette'),
    live: () => void navigate({ to: '/live' }),
    explore: () => void navigate({ to: '/explore' }),
    theme: () => set({ theme: theme === 'dark' ? undefined : theme === 'light' ? 'dark' : 'light' }),
    language: () => {
      const next = LANGUAGES[(LANGUAGES.indexOf(language) + 1) % LANGUAGES.length]
      set({ lang: next === languageOf(navigator.languages) ? undefined : next })
    },
  })
}

function useViewShortcuts() {
  const { range, resolved, zone, compare } = useView()
  const set = useSetView()
  const page = usePageData()
  const ranged = (work: () => void) => (page?.range === 'free' ? work : () => {})
  useShortcuts({
    today: ranged(() => set.range(PRESETS.today)),
    week: ranged(() => set.range(PRESETS.week)),
    month: ranged(() => set.range(PRESETS.month)),
    earlier: ranged(() => set.range(shiftRange(resolved, -1, zone))),
    later: ranged(() => range.to !== 'now' && set.range(shiftRange(resolved, 1, zone))),
    compare: () => set.compare(compare === 'previous' ? 'year' : compare === 'year' ? null : 'previous'),
    clearFilters: () => set.filters(() => []),
  })
}
