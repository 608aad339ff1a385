import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dropdown } from '../../../components/ui/dropdown/dropdown.tsx'
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useSetSearch } from '../../../lib/search/use-view.ts'
import { useShortcuts } from '../../../lib/shortcuts/use-shortcuts.ts'
import { DEFAULT_METRICS, METRICS_AT_MOST } from '../question.ts'
import classes from './controls.module.css'
import { MetricList } from './metric-list.tsx'

/** The metrics in force as removable chips, and the catalog to pick from. */
export function MetricPicker({ metrics }: { metrics: readonly CatalogMetric[] }) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const set = useSetSearch()
  const [open, setOpen] = useState(false)
  useShortcuts({ metrics: () => setOpen(true) })
  const ids = metrics.map(({ id }) => id)
  const show = (next: readonly string[]) => {
    const text = next.slice(-METRICS_AT_MOST).join(',')
    set({ m: text === DEFAULT_METRICS || text === '' ? undefined : text, drill: undefined })
  }
  return (
    <div className={classes.group}>
      {ids.map((id) => (
        <span key={id} className={classes.chip}>
          <span>{catalog.metricLabel(id)}</span>
          <button
            type="button"
            data-screen
            aria-label={t('desk.metrics.remove', { metric: catalog.metricLabel(id) })}
            disabled={ids.length === 1}
            onClick={() => show(ids.filter((other) => other !== id))}
          >
            <IconX size={14} aria-hidden />
          </button>
        </span>
      ))}
      <Dropdown
        open={open}
        onOpen={setOpen}
        bare
        plain
        data-screen
        label={t('desk.metrics.add')}
        button={t('desk.metrics.add')}
        icon={<IconPlus size={16} stroke={1.8} aria-hidden />}
      >
        {() => (
          <MetricList
            chosen={ids}
            onToggle={(id) => show(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id])}
          />
        )}
      </Dropdown>
    </div>
  )
}
