import { Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DrillInput, DrillResult } from '../../../pipelines/metrics/types.ts'
import type { CatalogMetric } from '../../lib/api/get-catalog.ts'
import { drillQuery } from '../../lib/api/run-drill.ts'
import { shortList } from '../../lib/format/short-list.ts'
import { useFormat } from '../../lib/format/use-format.ts'
import { ExportMenu } from '../export/export-menu.tsx'
import { LeftOutNote } from '../ui/left-out-note.tsx'
import { Failure } from '../ui/query-state.tsx'
import { SidePanel } from '../ui/side-panel.tsx'
import classes from './drill.module.css'
import { DrillTable } from './drill-table.tsx'
import { Predicate } from './predicate.tsx'

interface DrillPanelProps {
  input: DrillInput
  metric: CatalogMetric
  /** Parts of the mark that could not be asked for: the rows are those of all that remains. */
  leftOut: readonly string[]
  onClose: () => void
}

/** Exactly the rows that a figure is made of, how they were chosen, and the figure worked out from them again. */
export function DrillPanel({ input, metric, leftOut, onClose }: DrillPanelProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const query = useInfiniteQuery(drillQuery(input))
  const first = query.data?.pages[0]
  const name = metric.label[format.language]
  return (
    <SidePanel title={t('explore.rows.title', { metric: name })} width={960} onClose={onClose}>
      {leftOut.length > 0 && (
        <LeftOutNote>{t('explore.rows.leftOut', { list: shortList(leftOut) })}</LeftOutNote>
      )}
      {query.error && !first && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {!first && !query.error && <Skeleton height={480} radius={0} />}
      {first && (
        <div className={classes.panel}>
          <Summary first={first} input={input} metric={metric} />
          <DrillTable
            caption={t('explore.rows.title', { metric: name })}
            columns={first.columns}
            rows={query.data?.pages.flatMap((page) => page.rows) ?? []}
            onEnd={() => {
              if (query.hasNextPage && !query.isFetching) void query.fetchNextPage()
            }}
          />
        </div>
      )}
    </SidePanel>
  )
}

function Summary({ first, input, metric }: { first: DrillResult; input: DrillInput; metric: CatalogMetric }) {
  const { t } = useTranslation()
  const format = useFormat()
  const value = first.value === null ? t('value.missing') : format.value(first.value, metric.unit)
  return (
    <div className={classes.summary}>
      <p>
        <strong data-total={first.total}>
          {t('explore.rows.total', { count: first.total, formatted: format.number(first.total) })}
        </strong>{' '}
        {t('explore.rows.value', { value })}
      </p>
      <ExportMenu
        what={{ what: 'rows', question: input }}
        name={`${metric.id}_rows`}
        label={t('export.rowsLabel', { metric: metric.label[format.language] })}
      />
      <Predicate terms={first.predicate} />
    </div>
  )
}
