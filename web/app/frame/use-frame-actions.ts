import { useNavigate } from '@tanstack/react-router'
import { LANGUAGES } from '../../lib/format/locale.ts'
import { languageOf } from '../../lib/i18n/i18n.ts'
import { MAIN_PAGES } from '../../lib/pages.ts'
import { PRESETS } from '../../lib/range/presets.ts'
import { shiftRange, widenRange } from '../../lib/range/range.ts'
import { useSetSearch, useSetView, useView } from '../../lib/search/use-view.ts'
import type { ShortcutHandlers } from '../../lib/shortcuts/use-shortcuts.ts'
import { usePageData } from '../page-data.ts'

const NEXT_THEME = { auto: 'light', light: 'dark', dark: undefined } as const
const NEXT_COMPARISON = { previous: 'year', year: null, none: 'previous' } as const

/** What can be done from anywhere on the page that is shown, by shortcut and from the palette. */
export function useFrameActions(): ShortcutHandlers {
  const navigate = useNavigate()
  const setSearch = useSetSearch()
  const { range, resolved, zone, filters } = useView()
  const set = useSetView()
  const page = usePageData()
  const ranged: ShortcutHandlers = {
    today: () => set.range(PRESETS.today),
    week: () => set.range(PRESETS.week),
    month: () => set.range(PRESETS.month),
    earlier: () => set.range(shiftRange(resolved, -1, zone)),
    ...(range.to === 'now' ? {} : { later: () => set.range(shiftRange(resolved, 1, zone)) }),
    wider: () => set.range(widenRange(resolved, Date.now(), zone)),
  }
  return {
    ...Object.fromEntries(
      MAIN_PAGES.map(({ id, path }) => [`page:${id}` as const, () => void navigate({ to: path })]),
    ),
    theme: () => setSearch((before) => ({ theme: NEXT_THEME[before.theme ?? 'auto'] })),
    language: () =>
      setSearch((before) => {
        const own = languageOf(navigator.languages)
        const at = LANGUAGES.indexOf(before.lang ?? own)
        const next = LANGUAGES[(at + 1) % LANGUAGES.length]
        return { lang: next === own ? undefined : next }
      }),
    ...(page?.range === 'free' ? ranged : {}),
    ...(page?.range ? { compare: () => set.compare((before) => NEXT_COMPARISON[before ?? 'none']) } : {}),
    ...(page?.filters && filters.length > 0 ? { clearFilters: () => set.filters(() => []) } : {}),
  }
}
