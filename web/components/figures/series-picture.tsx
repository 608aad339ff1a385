import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Grain, QueryResult } from '../../../pipelines/metrics/types.ts'
import { figureRows } from '../../lib/api/figure-rows.ts'
import type { CatalogMetric } from '../../lib/api/get-catalog.ts'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import { useFormat } from '../../lib/format/use-format.ts'
import { toText } from '../../lib/range/range.ts'
import { useSetView, useView } from '../../lib/search/use-view.ts'
import { AnnotationList, type Edited } from '../annotations/annotation-list.tsx'
import { useMarks } from '../annotations/use-marks.ts'
import type { Series } from '../chart/time-series/data.ts'
import { TimeSeries } from '../chart/time-series/view.tsx'
import { Twin } from '../chart/twin.tsx'
import classes from './figures.module.css'
import { timeSeriesOf } from './series.ts'
import { SeriesLegend } from './series-legend.tsx'
import { SeriesTable } from './series-table.tsx'
import { usePress } from './use-press.ts'
import { useTwin } from './use-twin.ts'

interface SeriesPictureProps {
  metric: CatalogMetric
  result: QueryResult
  by: readonly string[]
  grain: Grain
  form: 'line' | 'bar'
  /** Groups in all; the largest are drawn. */
  groups: number
  /** Groups of the page's first metric, whose colours the others follow. */
  order: readonly string[]
}

export function SeriesPicture({ metric, result, by, grain, form, groups, order }: SeriesPictureProps) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const format = useFormat()
  const press = usePress()
  const set = useSetView()
  const { zone } = useView()
  const twin = useTwin()
  const { meta } = result
  const data = useMemo(
    () =>
      timeSeriesOf({
        rows: figureRows(result),
        metric: metric.id,
        unit: metric.unit,
        minN: metric.min_n,
        grain,
        by,
        incompleteFrom: meta.incompleteFrom,
        compared: meta.previous !== null,
        order,
        label: (cell) =>
          by.length === 0
            ? metric.label[format.language]
            : by.map((dimension) => catalog.valueLabel(dimension, cell[dimension] ?? null)).join(' · '),
      }),
    [result, meta, metric, grain, by, order, catalog, format],
  )
  const pressed = (time: string, series: Series | null, kind: Parameters<typeof press>[1]) => {
    if (series) press({ metric: metric.id, time, cell: series.cell }, kind)
  }
  const zoom = (first: string, last: string) => {
    const next = data.buckets[data.buckets.indexOf(last) + 1] ?? meta.to
    set.range(toText({ from: Date.parse(first), to: Date.parse(next) }, zone))
  }
  const marked = useMarks(data.buckets, meta.to, metric.id)
  const [edited, setEdited] = useState<Edited | null>(null)
  const stretchOf = (bucket: string) => ({
    from: Date.parse(bucket),
    to: Date.parse(data.buckets[data.buckets.indexOf(bucket) + 1] ?? meta.to),
    wholeDays: grain !== 'hour',
  })
  const onMark = (series: Series, kind: Parameters<typeof press>[1]) =>
    press({ metric: metric.id, time: null, cell: series.cell }, kind)
  return (
    <>
      <Twin
        {...twin}
        summary={t('explore.summary', {
          metric: metric.label[format.language],
          grain: t(`explore.grain.${grain}`),
          from: format.instant(meta.from, 'date'),
          to: format.instant(Date.parse(meta.to) - 1, 'date'),
          count: data.series.length,
        })}
        legend={<SeriesLegend data={data} groups={groups} onMark={onMark} plain={by.length === 0} />}
        chart={
          <TimeSeries
            data={data}
            form={form}
            better={metric.better}
            marks={marked.marks}
            onPress={pressed}
            onZoom={zoom}
            onMark={(bucket) => setEdited(stretchOf(bucket))}
          />
        }
        table={
          <SeriesTable
            data={data}
            metric={metric}
            marks={marked.marks}
            caption={metric.label[format.language]}
            onRows={(time, cell) => press({ metric: metric.id, time, cell }, 'rows')}
          />
        }
        hint={
          <p className={classes.hint} data-screen>
            {t(
              isTooFewEach(data.series)
                ? 'state.tooFewEach'
                : by.length > 0
                  ? 'explore.hint.groups'
                  : 'explore.hint.time',
            )}
          </p>
        }
      />
      <AnnotationList
        marked={marked}
        edited={edited}
        onEdit={setEdited}
        start={stretchOf(data.buckets.at(-1) ?? meta.from)}
      />
    </>
  )
}

/** There are rows, and nowhere enough of them: the chart is empty for that reason. */
const isTooFewEach = (series: readonly Series[]) =>
  series.some(({ n }) => n.some((rows) => (rows ?? 0) > 0)) &&
  series.every(({ values }) => values.every((value) => value === null))
