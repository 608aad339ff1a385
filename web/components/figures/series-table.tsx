import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isTooFew } from '../../lib/api/figure-rows.ts'
import type { CatalogMetric } from '../../lib/api/get-catalog.ts'
import { useFormat } from '../../lib/format/use-format.ts'
import { type ChartMark, lettersAt } from '../chart/marks/marks.ts'
import { completeCount, type Series, type TimeSeriesData } from '../chart/time-series/data.ts'
import { type DataColumn, DataTable } from '../ui/data-table/data-table.tsx'
import { RowsButton } from './rows-button.tsx'

interface SeriesTableProps {
  data: TimeSeriesData
  metric: CatalogMetric
  /** Their letters stand by the buckets that they last in. */
  marks: readonly ChartMark[]
  caption: string
  onRows: (time: string, cell: Series['cell']) => void
}

interface Bucket {
  at: string
  index: number
}

/** A figure that is its own n is said once. */
const isCount = ({ values, n }: Series) => values.every((value, index) => value === (n[index] ?? 0))

/** The table that says what the time chart says: a row per bucket, and per series its figure, n and what was before. */
export function SeriesTable({ data, metric, marks, caption, onRows }: SeriesTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const rows = useMemo(() => data.buckets.map((at, index): Bucket => ({ at, index })), [data])
  const columns = useMemo(() => {
    const complete = completeCount(data)
    const one = data.series.length === 1
    const text = (value: number | null | undefined) =>
      value === null || value === undefined ? t('value.missing') : format.value(value, data.unit)
    const figure = (series: Series, index: number) =>
      isTooFew({ n: series.n[index] ?? 0 }, metric.min_n) ? t('state.tooFew') : text(series.values[index])
    const behind = (series: Series, { at, index }: Bucket) => (
      <RowsButton
        n={series.n[index] ?? 0}
        mark={`${series.label}, ${format.bucket(at, data.grain)}`}
        onRows={() => onRows(at, series.cell)}
      />
    )
    const time: DataColumn<Bucket> = {
      id: 'time',
      header: t('explore.time'),
      sortBy: ({ at }) => at,
      cell: ({ at, index }) =>
        [
          format.bucket(at, data.grain),
          ...(index >= complete ? [t('range.soFar')] : []),
          ...lettersAt(marks, index),
        ].join(' · '),
    }
    const columnsOf = (series: Series): DataColumn<Bucket>[] => {
      const counts = isCount(series)
      const value: DataColumn<Bucket> = {
        id: series.key,
        header: one ? caption : series.label,
        numeric: true,
        sortBy: ({ index }) => series.values[index] ?? null,
        cell: (bucket) => (counts ? behind(series, bucket) : figure(series, bucket.index)),
      }
      const n: DataColumn<Bucket> = {
        id: `${series.key} n`,
        header: t('explore.n'),
        numeric: true,
        sortBy: ({ index }) => series.n[index] ?? null,
        cell: (bucket) => behind(series, bucket),
      }
      const before: DataColumn<Bucket> = {
        id: `${series.key} before`,
        header: t('explore.beforeShort'),
        numeric: true,
        sortBy: ({ index }) => series.previous?.[index] ?? null,
        cell: ({ index }) => text(series.previous?.[index]),
      }
      return [value, ...(counts ? [] : [n]), ...(series.previous ? [before] : [])]
    }
    return [time, ...data.series.flatMap(columnsOf)]
  }, [data, metric, marks, caption, format, t, onRows])
  return <DataTable caption={caption} columns={columns} rows={rows} />
}
