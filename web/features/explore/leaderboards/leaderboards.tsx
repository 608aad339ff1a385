import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueryInput } from '../../../../pipelines/metrics/types.ts'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { BOARDS_SHOWN, boardOrder } from './boards.ts'
import { Leaderboard } from './leaderboard.tsx'
import classes from './leaderboards.module.css'

interface LeaderboardsProps {
  metrics: readonly CatalogMetric[]
  base: Omit<QueryInput, 'metrics'>
  by: readonly string[]
}

/** The largest parts of a metric by one dimension after the other. */
export function Leaderboards({ metrics, base, by }: LeaderboardsProps) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const [chosen, setChosen] = useState<string | null>(null)
  const [all, setAll] = useState(false)
  const metric = metrics.find(({ id }) => id === chosen) ?? metrics[0]
  if (!metric) return null
  const dimensions = boardOrder(metric.dimensions)
  return (
    <aside className={classes.boards} aria-label={t('desk.boards.title')}>
      {metrics.length > 1 ? (
        <NativeSelect
          aria-label={t('desk.boards.metric')}
          value={metric.id}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={metrics.map(({ id }) => ({ value: id, label: catalog.metricLabel(id) }))}
        />
      ) : (
        <h2 className={classes.title}>{catalog.metricLabel(metric.id)}</h2>
      )}
      <div className={`${classes.list} pg-in-order`}>
        {dimensions.slice(0, all ? undefined : BOARDS_SHOWN).map((dimension) => (
          <Leaderboard
            key={dimension}
            dimension={dimension}
            metric={metric}
            base={base}
            cut={by.includes(dimension)}
          />
        ))}
      </div>
      {dimensions.length > BOARDS_SHOWN && (
        <BarButton plain onClick={() => setAll(!all)}>
          {t(all ? 'desk.boards.fewer' : 'desk.boards.more', {
            count: dimensions.length - BOARDS_SHOWN,
          })}
        </BarButton>
      )}
    </aside>
  )
}
