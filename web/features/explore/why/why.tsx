import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DriversResult } from '../../../../pipelines/drivers/types.ts'
import type { QueryInput } from '../../../../pipelines/metrics/types.ts'
import { Notice } from '../../../components/ui/notice.tsx'
import { QueryState } from '../../../components/ui/query-state.tsx'
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { Cuts } from './cuts.tsx'
import { driversQuery } from './get-drivers.ts'
import { Ranked } from './ranked.tsx'
import { useDelta } from './use-delta.ts'
import classes from './why.module.css'

interface WhyProps {
  metric: CatalogMetric
  base: Omit<QueryInput, 'metrics'>
}

/** The parts that explain why the metric moved since the period before. */
export function Why({ metric, base }: WhyProps) {
  const { compare, ...rest } = base
  const query = useQuery(driversQuery({ ...rest, metric: metric.id, compare: compare ?? 'previous' }))
  return (
    <div className={classes.why} data-why={metric.id}>
      <QueryState query={query} room={320}>
        {(result) => <Explanation result={result} metric={metric} />}
      </QueryState>
    </div>
  )
}

function Explanation({ result, metric }: { result: DriversResult; metric: CatalogMetric }) {
  const { t } = useTranslation()
  const format = useFormat()
  const delta = useDelta(metric.unit)
  const { before, after, change, unexplained, held, oncePer, meta } = result
  const name = metric.label[format.language]
  const text = (value: number | null) =>
    value === null ? t('value.missing') : format.value(value, metric.unit)
  if (unexplained) return <Notice title={t(`desk.why.unexplained.${unexplained}`)} />
  return (
    <>
      <p className={classes.lead}>
        {change === 0
          ? t('desk.why.stayed', { metric: name, after: text(after.value) })
          : t('desk.why.moved', {
              metric: name,
              change: delta(change ?? 0),
              before: text(before.value),
              after: text(after.value),
            })}
      </p>
      <Ranked result={result} metric={metric} />
      <Cuts result={result} metric={metric} />
      <p className={classes.note}>
        {t('desk.why.held', {
          cuts: format.number(meta.cuts),
          segments: format.number(held.segments),
          below: held.below,
          chance: format.number(held.withinChance),
        })}{' '}
        {oncePer &&
          t('desk.why.oncePer', {
            key: t(oncePer === 'customer_id' ? 'desk.why.key.customer' : 'desk.why.key.ticket'),
          })}
      </p>
    </>
  )
}
