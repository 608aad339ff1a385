import '@mantine/spotlight/styles.layer.css'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import { MAIN_PAGES, PAGES } from '../../lib/pages.ts'
import { PRESET_IDS, PRESETS } from '../../lib/range/presets.ts'
import { useSetView } from '../../lib/search/use-view.ts'
import { usePageData } from '../page-data.ts'

const [store, spotlight] = createSpotlight()

/** Pages, time ranges and metrics by name. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const groups = usePaletteGroups()
  useEffect(() => spotlight.open(), [])
  return (
    <Spotlight
      store={store}
      shortcut={null}
      query={text}
      onQueryChange={setText}
      onSpotlightClose={onClose}
      actions={groups}
      nothingFound={t('palette.empty')}
      highlightQuery
      scrollable
      maxHeight={420}
      searchProps={{ placeholder: t('palette.search'), 'aria-label': t('palette.search') }}
    />
  )
}

function usePaletteGroups() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const catalog = useCatalog()
  const set = useSetView()
  const page = usePageData()
  const pages = [...MAIN_PAGES, { id: 'welcome', ...PAGES.welcome }].map(({ id, path, title }) => ({
    id,
    label: t(title),
    onClick: () => void navigate({ to: path }),
  }))
  const ranges = PRESET_IDS.map((id) => ({
    id,
    label: t(`range.${id}`),
    onClick: () => set.range(PRESETS[id]),
  }))
  const metrics = catalog.metrics.map(({ id }) => ({
    id: `metric-${id}`,
    label: catalog.metricLabel(id),
    onClick: () => void navigate({ to: '/explore', search: (before) => ({ ...before, m: id }) }),
  }))
  return [
    { group: t('palette.pages'), actions: pages },
    ...(page?.range === 'free' ? [{ group: t('palette.ranges'), actions: ranges }] : []),
    { group: t('palette.metric'), actions: metrics },
  ]
}
