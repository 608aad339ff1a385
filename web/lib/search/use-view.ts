/** What the URL asks for, ready for use; and the only way to change it. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { Comparison, Filter } from '../../../pipelines/metrics/types.ts'
import { useNow } from '../clock.ts'
import { languageOf } from '../i18n/i18n.ts'
import { DEFAULT_RANGE, type RangeText, type ResolvedRange, resolveRange, sameRange } from '../range/range.ts'
import { decodeFilter, encodeFilter } from './filters.ts'
import type { ExploreSearch, GlobalSearch } from './schema.ts'
import { useHomeZone } from './use-home-zone.ts'

export interface View {
  range: RangeText
  resolved: ResolvedRange
  /** The URL's range could not be used and the default one is shown. */
  rangeRefused: boolean
  compare: Comparison | null
  filters: readonly Filter[]
  zone: string
}

export function useView(): View {
  const { from, to, cmp, f, tz } = useSearch({ strict: false })
  const now = useNow()
  const home = useHomeZone()
  const zone = tz ?? home
  return useMemo(() => {
    const asked = { from: from ?? DEFAULT_RANGE.from, to: to ?? DEFAULT_RANGE.to }
    const found = resolveRange(asked, now, zone)
    const range = found ? asked : DEFAULT_RANGE
    return {
      range,
      resolved: found ?? (resolveRange(DEFAULT_RANGE, now, zone) as ResolvedRange),
      rangeRefused: found === null,
      compare: cmp === 'none' ? null : cmp === 'year' ? 'year' : 'previous',
      filters: (f ?? []).map(decodeFilter).filter((filter) => filter !== null),
      zone,
    }
  }, [from, to, cmp, f, zone, now])
}

type Patch = GlobalSearch & ExploreSearch

/** Changes parts of the URL; `undefined` returns a part to its default, which is never written. */
export function useSetSearch(): (patch: { [K in keyof Patch]: Patch[K] | undefined }) => void {
  const navigate = useNavigate()
  return useCallback(
    (patch) =>
      void navigate({ to: '.', search: (before) => ({ ...before, ...patch }) as Patch, resetScroll: false }),
    [navigate],
  )
}

export function useSetView() {
  const set = useSetSearch()
  const { f } = useSearch({ strict: false })
  return useMemo(
    () => ({
      range: (range: RangeText) =>
        set({
          ...(sameRange(range, DEFAULT_RANGE) ? { from: undefined, to: undefined } : range),
          drill: undefined,
        }),
      compare: (compare: Comparison | null) =>
        set({ cmp: compare === 'previous' ? undefined : (compare ?? 'none') }),
      filters: (change: (before: Filter[]) => readonly Filter[]) => {
        const after = change((f ?? []).map(decodeFilter).filter((filter) => filter !== null)).map(
          encodeFilter,
        )
        set({ f: after.length > 0 ? after : undefined })
      },
      zone: (tz: string | undefined) => set({ tz }),
    }),
    [set, f],
  )
}

/** Language of the URL, else of the reader's browser. */
export function useLanguage() {
  const { lang } = useSearch({ strict: false })
  return lang ?? languageOf(navigator.languages)
}
