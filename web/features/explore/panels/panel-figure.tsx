import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { QueryInput, QueryResult } from '../../../../pipelines/metrics/types.ts'
import classes from '../../../components/figures/figures.module.css'
import { usePress } from '../../../components/figures/use-press.ts'
import { Change } from '../../../components/ui/change.tsx'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { isTooFew, onlyFigure } from '../../../lib/api/figure-rows.ts'
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'
import { figuresQuery } from '../../../lib/api/run-query.ts'
import { useFormat } from '../../../lib/format/use-format.ts'

interface PanelFigureProps {
  metric: CatalogMetric
  base: Omit<QueryInput, 'metrics'>
}

/** The figure over the whole range with its n, what it was before, and what is not in it yet. */
export function PanelFigure({ metric, base }: PanelFigureProps) {
  const query = useQuery(figuresQuery({ ...base, metrics: [metric.id] }))
  return (
    <QueryState
      query={query}
      room={[48, 72]}
      holds
      skeleton={
        <div>
          <Skeleton height={40} width={240} radius={0} />
          <Skeleton height={300} mt={16} radius={0} />
        </div>
      }
    >
      {(result) => <Headline result={result} metric={metric} />}
    </QueryState>
  )
}

function Headline({ result, metric }: { result: QueryResult; metric: CatalogMetric }) {
  const { t } = useTranslation()
  const format = useFormat()
  const press = usePress()
  const { value, n, previous } = onlyFigure(result, metric.id)
  const { meta } = result
  const few = isTooFew({ n }, metric.min_n)
  const open = meta.stillOpen[metric.id] ?? 0
  const text = value === null ? t('value.missing') : format.value(value, metric.unit)
  return (
    <div className={classes.headline} data-metric={metric.id}>
      {few ? (
        <strong data-few title={t('state.tooFewHint', { n, min: metric.min_n })}>
          {t('state.tooFew')}
        </strong>
      ) : (
        <strong>{text}</strong>
      )}
      <button
        type="button"
        className={classes.rows}
        onClick={() => press({ metric: metric.id, time: null, cell: {} }, 'rows')}
        title={t('explore.rows.show')}
      >
        {t('figure.n', { n: format.number(n) })}
      </button>
      {meta.previous && !few && (
        <>
          <Change value={value} previous={previous} unit={metric.unit} better={metric.better} />
          <span className={classes.against}>
            {t('compare.against', {
              range: format.range({ from: Date.parse(meta.previous.from), to: Date.parse(meta.previous.to) }),
            })}
          </span>
        </>
      )}
      {meta.approximate.includes(metric.id) && (
        <span className={classes.against}>{t('figure.approximate')}</span>
      )}
      {open > 0 && (
        <span className={classes.open}>
          {t('figure.stillOpen', { count: open, formatted: format.number(open) })}
        </span>
      )}
    </div>
  )
}
