import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeOf, type Direction } from '../../../lib/format/change.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { EChart } from '../engine/echart.tsx'
import { type Plot, plotOf } from '../engine/plot.ts'
import type { ChartMark } from '../marks/marks.ts'
import { AxisOverlay, type Where } from '../overlay/axis-overlay.tsx'
import type { Press } from '../overlay/press.ts'
import { SeriesShape } from '../shape.tsx'
import { completeCount, type Series, type TimeSeriesData } from './data.ts'
import { timeSeriesOption } from './option.ts'
import { seriesAt } from './series-at.ts'
import classes from './time-series.module.css'

interface TimeSeriesProps {
  data: TimeSeriesData
  form: 'line' | 'bar'
  better: Direction
  height?: number
  marks?: readonly ChartMark[]
  onPress?: (bucket: string, series: Series | null, press: Press) => void
  onZoom?: (first: string, last: string) => void
  /** A bucket is to be marked. */
  onMark?: (bucket: string) => void
}

const NO_MARKS: readonly ChartMark[] = []

export function TimeSeries({
  data,
  form,
  better,
  height = 260,
  marks = NO_MARKS,
  onPress,
  onZoom,
  onMark,
}: TimeSeriesProps) {
  const format = useFormat()
  const [plot, setPlot] = useState<Plot | null>(null)
  const option = useMemo(
    () =>
      timeSeriesOption(
        data,
        {
          form,
          bucket: (at) => format.bucket(at, data.grain),
          tick: (value) => format.tick(value, data.unit),
        },
        marks,
      ),
    [data, form, format, marks],
  )
  const press = (index: number, where: Where, kind: Press) => {
    const bucket = data.buckets[index]
    if (bucket) onPress?.(bucket, seriesAt(data.series, form, index, where, plot), kind)
  }
  const zoom = (first: number, last: number) => {
    const [from, to] = [data.buckets[first], data.buckets[last]]
    if (from && to) onZoom?.(from, to)
  }
  const mark = (index: number) => {
    const bucket = data.buckets[index]
    if (bucket) onMark?.(bucket)
  }
  return (
    <div className={classes.chart}>
      <EChart
        option={option}
        height={height}
        onDraw={(chart) => setPlot(plotOf(chart, data.buckets.length))}
      />
      <AxisOverlay
        plot={plot}
        count={data.buckets.length}
        lanes={data.series.length}
        describe={(index, lane) => (
          <Tip data={data} index={index} better={better} chosen={data.series.length > 1 ? lane : null} />
        )}
        {...(onPress ? { onPress: press } : {})}
        {...(onZoom ? { onZoom: zoom } : {})}
        {...(onMark ? { onMark: mark } : {})}
      />
    </div>
  )
}

interface TipProps {
  data: TimeSeriesData
  index: number
  better: Direction
  /** Place of the series that keys have chosen. */
  chosen: number | null
}

function Tip({ data, index, better, chosen }: TipProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const bucket = data.buckets[index]
  if (!bucket) return null
  return (
    <>
      <strong>
        {format.bucket(bucket, data.grain)}
        {index >= completeCount(data) && ` · ${t('range.soFar')}`}
      </strong>
      <table className={classes.tip}>
        <tbody>
          {data.series.map((series, place) => (
            <tr key={series.key} data-chosen={place === chosen || undefined}>
              <th scope="row">
                <SeriesShape slot={series.slot} /> {series.label}
              </th>
              <td>{text(series.values[index])}</td>
              {series.previous && <td className={classes.before}>{before(series)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )

  function text(value: number | null | undefined) {
    return value === null || value === undefined ? t('value.missing') : format.value(value, data.unit)
  }

  function before(series: Series) {
    const change = changeOf(series.values[index] ?? null, series.previous?.[index] ?? null, better)
    const was = t('figure.before', { value: text(series.previous?.[index]) })
    return change && change.way !== 'same' ? `${was} (${format.change(change, data.unit)})` : was
  }
}
