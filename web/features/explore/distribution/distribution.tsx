import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueryResult } from '../../../../pipelines/metrics/types.ts'
import { type HistogramBar, histogramOf, type MarkName } from '../../../components/chart/histogram/data.ts'
import { Histogram } from '../../../components/chart/histogram/view.tsx'
import { Key } from '../../../components/chart/key.tsx'
import { Twin } from '../../../components/chart/twin.tsx'
import figures from '../../../components/figures/figures.module.css'
import { NoFigures } from '../../../components/figures/no-figures.tsx'
import { usePress } from '../../../components/figures/use-press.ts'
import { useTwin } from '../../../components/figures/use-twin.ts'
import { Notice } from '../../../components/ui/notice.tsx'
import { Failure, QueryState } from '../../../components/ui/query-state.tsx'
import { figuresQuery } from '../../../lib/api/run-query.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useSetSearch } from '../../../lib/search/use-view.ts'
import type { PanelProps } from '../panels/panel.tsx'
import { BarTip } from './bar-tip.tsx'
import { BinTable } from './bin-table.tsx'
import { SpreadLine } from './spread-line.tsx'
import { useBarName } from './use-bar-name.ts'
import { useBins } from './use-bins.ts'

/** How long the rows behind a duration took: bars of growing or even steps, percentiles marked, every bar with its rows. */
export function Distribution({ metric, base }: PanelProps) {
  const { t } = useTranslation()
  const { able, even, bins, growing } = useBins(metric, base)
  const query = useQuery({
    ...figuresQuery({ ...base, metrics: [metric.id], bins }),
    enabled: bins !== null,
  })
  if (!able) return <Notice title={t('desk.distribution.unable')}>{t('desk.distribution.unableHint')}</Notice>
  if (bins === null && growing.error)
    return <Failure error={growing.error} onRetry={() => void growing.refetch()} />
  return (
    <QueryState query={query} room={360} holds>
      {(result) =>
        result.meta.spread ? (
          <Picture metric={metric} result={result} even={even} />
        ) : (
          <NoFigures filtered={(base.filters ?? []).length > 0} />
        )
      }
    </QueryState>
  )
}

interface PictureProps extends Pick<PanelProps, 'metric'> {
  result: QueryResult
  even: boolean
}

function Picture({ metric, result, even }: PictureProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const press = usePress()
  const twin = useTwin()
  const name = useBarName()
  const data = useMemo(() => histogramOf(result, metric.id), [result, metric.id])
  const mark = useCallback((of: MarkName) => t(`desk.distribution.marks.${of}`), [t])
  const caption = metric.label[format.language]
  const { spread, previous } = result.meta
  if (!spread) return null
  const showRows = ({ from, to }: HistogramBar) =>
    press(
      {
        metric: metric.id,
        time: null,
        cell: { bin: String(from), ...(to === null ? {} : { bin_to: String(to) }) },
      },
      'rows',
    )
  return (
    <>
      <SpreadLine spread={spread} />
      <Twin
        {...twin}
        grouped
        summary={t('desk.distribution.summary', {
          metric: caption,
          count: format.number(spread.n),
          bars: data.bars.length,
          median: format.duration(spread.p50),
          p90: format.duration(spread.p90),
        })}
        legend={
          <>
            <Steps even={even} />
            {previous && <Key kind="before">{t('desk.distribution.compared')}</Key>}
          </>
        }
        chart={
          <Histogram
            data={data}
            mark={mark}
            label={(bar) =>
              `${name(bar)}: ${t('figure.n', { n: format.number(bar.n) })}, ${format.percent(bar.share)}`
            }
            describe={(bar) => <BarTip bar={bar} />}
            onPress={showRows}
          />
        }
        table={<BinTable caption={caption} bars={data.bars} onRows={showRows} />}
        hint={
          <p className={figures.hint}>{t(even ? 'desk.distribution.hintEven' : 'desk.distribution.hint')}</p>
        }
      />
    </>
  )
}

function Steps({ even }: { even: boolean }) {
  const { t } = useTranslation()
  const set = useSetSearch()
  return (
    <SegmentedControl
      size="xs"
      data-no-picture
      aria-label={t('desk.distribution.scale')}
      value={even ? 'even' : 'log'}
      onChange={(scale) => set({ bins: scale === 'even' ? 'even' : undefined, drill: undefined })}
      data={(['log', 'even'] as const).map((value) => ({ value, label: t(`desk.distribution.${value}`) }))}
    />
  )
}
