import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import { viewsQuery } from '../../lib/api/views.ts'
import { MAIN_PAGES, PAGES } from '../../lib/pages.ts'
import { PRESET_IDS, PRESETS } from '../../lib/range/presets.ts'
import { useSetView } from '../../lib/search/use-view.ts'
import { SHORTCUTS } from '../../lib/shortcuts/registry.ts'
import type { ShortcutHandlers } from '../../lib/shortcuts/use-shortcuts.ts'
import { usePageData } from '../page-data.ts'

/** Pages, saved views, time ranges, metrics, dimensions, and whatever a shortcut does here. */
export function usePaletteGroups(handlers: ShortcutHandlers) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const catalog = useCatalog()
  const set = useSetView()
  const page = usePageData()
  const saved = useQuery(viewsQuery).data ?? []

  const pages = [...MAIN_PAGES, { id: 'welcome', ...PAGES.welcome }].map(({ id, path, title }) => ({
    id,
    label: t(title),
    onClick: () => void navigate({ to: path }),
  }))
  const views = saved.map(({ id, name }) => ({
    id: `view-${id}`,
    label: name,
    onClick: () => void navigate({ to: '/v/$view', params: { view: id }, search: {} }),
  }))
  const ranges = PRESET_IDS.map((id) => ({
    id: `range-${id}`,
    label: t(`range.${id}`),
    onClick: () => set.range(PRESETS[id]),
  }))
  const metrics = catalog.metrics.map(({ id }) => ({
    id: `metric-${id}`,
    label: catalog.metricLabel(id),
    onClick: () => void navigate({ to: '/explore', search: (before) => ({ ...before, m: id }) }),
  }))
  const dimensions = catalog.dimensions.map(({ id }) => ({
    id: `by-${id}`,
    label: catalog.dimensionLabel(id),
    onClick: () => void navigate({ to: '/explore', search: (before) => ({ ...before, by: id }) }),
  }))
  const actions = SHORTCUTS.flatMap((shortcut) => {
    const work = handlers[shortcut.id]
    return 'page' in shortcut || !work
      ? []
      : [{ id: `do-${shortcut.id}`, label: t(`shortcuts.${shortcut.id}`), onClick: work }]
  })
  return [
    { group: t('palette.pages'), actions: pages },
    { group: t('views.label'), actions: views },
    ...(page?.range === 'free' ? [{ group: t('palette.ranges'), actions: ranges }] : []),
    { group: t('palette.metric'), actions: metrics },
    { group: t('palette.cut'), actions: dimensions },
    { group: t('palette.actions'), actions },
  ].filter((group) => group.actions.length > 0)
}
