/** What the URL asks for, ready for use; and the only way to change it. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { Comparison, Filter } from '../../../pipelines/metrics/types.ts'
import { askAhead } from '../api/ask-ahead.ts'
import { type CatalogDimension, dimensionsQuery } from '../api/get-catalog.ts'
import { useNow } from '../clock.ts'
import { languageOf } from '../i18n/i18n.ts'
import { DEFAULT_RANGE, type RangeText, type ResolvedRange, resolveRange, sameRange } from '../range/range.ts'
import { shared, useSame, useShared } from '../shared.tsx'
import { answeredSoon } from './answered-soon.ts'
import { decodeFilter, encodeFilter } from './filters.ts'
import { hasValue } from './has-value.ts'
import type {
  AlertsSearch,
  ExploreSearch,
  GlobalSearch,
  LiveSearch,
  PlanningSearch,
  ReportsSearch,
  SlaSearch,
  TalkSearch,
} from './schema.ts'
import { useHomeZone } from './use-home-zone.ts'

export interface View {
  range: RangeText
  resolved: ResolvedRange
  /** The URL's range could not be used and the default one is shown. */
  rangeRefused: boolean
  compare: Comparison | null
  filters: readonly Filter[]
  /** Filters of the URL on dimensions and values that the catalog does not have; nothing is filtered by them. */
  unknown: readonly string[]
  zone: string
}

export const VIEW = shared(useStatedView)
export const useView = () => useShared(VIEW)

function useStatedView(): View {
  const { from, to, cmp, f, tz } = useSearch({ strict: false })
  const now = useNow()
  const home = useHomeZone()
  const zone = tz ?? home
  const { data: dimensions } = useQuery(dimensionsQuery)
  const view = useMemo(() => {
    const asked = { from: from ?? DEFAULT_RANGE.from, to: to ?? DEFAULT_RANGE.to }
    const found = resolveRange(asked, now, zone)
    const range = found ? asked : DEFAULT_RANGE
    const { filters, unknown } = knownOf(filtersOf(f), dimensions)
    return {
      range,
      resolved: found ?? (resolveRange(DEFAULT_RANGE, now, zone) as ResolvedRange),
      rangeRefused: found === null,
      compare: comparisonOf(cmp),
      filters,
      unknown,
      zone,
    }
  }, [from, to, cmp, f, zone, now, dimensions])
  return useSame(view)
}

/** Until the catalog is there, nothing is unknown. */
function knownOf(
  filters: readonly Filter[],
  dimensions: readonly CatalogDimension[] | undefined,
): Pick<View, 'filters' | 'unknown'> {
  if (!dimensions) return { filters, unknown: [] }
  const unknown: string[] = []
  const known = filters.flatMap((filter) => {
    const dimension = dimensions.find(({ id }) => id === filter.dimension)
    if (!dimension) {
      unknown.push(filter.dimension)
      return []
    }
    const values = filter.values.filter((value) => hasValue(dimension, value))
    if (values.length === filter.values.length) return [filter]
    unknown.push(
      encodeFilter({ ...filter, values: filter.values.filter((value) => !values.includes(value)) }),
    )
    return values.length > 0 ? [{ ...filter, values }] : []
  })
  return { filters: known, unknown }
}

type Search = GlobalSearch &
  LiveSearch &
  ExploreSearch &
  SlaSearch &
  AlertsSearch &
  PlanningSearch &
  ReportsSearch &
  TalkSearch
type Patch = { [K in keyof Search]: Search[K] | undefined }
/** What to change, or how from what the URL says by then. */
type Change = Patch | ((before: Search) => Patch)

/** Changes parts of the URL; `undefined` returns a part to its default, which is never written. */
export function useSetSearch(): (change: Change, how?: { replace: boolean }) => Promise<void> {
  const navigate = useNavigate()
  return useCallback(
    (change, how) => {
      const search = (before: Search) =>
        ({ ...before, ...(typeof change === 'function' ? change(before) : change) }) as Search
      return navigate({ to: '.', search, resetScroll: false, ...how })
    },
    [navigate],
  )
}

export type FilterChange = (before: Filter[]) => readonly Filter[]

export function useSetView() {
  const set = useSetSearch()
  const client = useQueryClient()
  const router = useRouter()
  return useMemo(() => {
    const ahead = (change: FilterChange) => {
      const now = filtersOf((router.latestLocation.search as Search).f)
      return askAhead(client, now, change(now))
    }
    return {
      range: (range: RangeText) =>
        set({
          ...(sameRange(range, DEFAULT_RANGE) ? { from: undefined, to: undefined } : range),
          drill: undefined,
        }),
      compare: (change: (before: Comparison | null) => Comparison | null) =>
        set(({ cmp }) => {
          const compare = change(comparisonOf(cmp))
          return { cmp: compare === 'previous' ? undefined : (compare ?? 'none') }
        }),
      filters: (change: FilterChange) => {
        void answeredSoon(ahead(change), () =>
          set(({ f }) => {
            const after = change(filtersOf(f)).map(encodeFilter)
            return { f: after.length > 0 ? after : undefined }
          }),
        )
      },
      /** Asks for what the page would show, and leaves it as it is. */
      ahead,
      zone: (tz: string | undefined) => set({ tz }),
    }
  }, [set, client, router])
}

function comparisonOf(cmp: Search['cmp']): Comparison | null {
  return cmp === 'none' ? null : cmp === 'year' ? 'year' : 'previous'
}

/** What stands in the URL, less what is no filter. */
export function filtersOf(f: Search['f']): Filter[] {
  return (f ?? []).map(decodeFilter).filter((filter) => filter !== null)
}

/** Language of the URL, else of the reader's browser. */
export function useLanguage() {
  const lang = useSearch({ strict: false, select: (search) => search.lang })
  return lang ?? languageOf(navigator.languages)
}
