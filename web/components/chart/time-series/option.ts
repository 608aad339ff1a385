/** From a metric over time to what ECharts draws: a line or bars per series, the comparison dashed beneath. */
import type { ChartOption, ChartSeries } from '../engine/option.ts'
import type { ChartMark } from '../marks/marks.ts'
import { FLAG_ROOM, markSeries } from '../marks/option.ts'
import { INK_3, PAPER, RULE, seriesColor, seriesMark } from '../tokens.ts'
import { completeCount, type Series, type TimeSeriesData } from './data.ts'
import { secondsScale } from './seconds-scale.ts'

export interface TimeSeriesLook {
  form: 'line' | 'bar'
  bucket: (at: string) => string
  tick: (value: number) => string
}

/** More dashed lines than this hide what they are held against; tip and table still have the figures. */
export const COMPARED_AT_MOST = 3

export function timeSeriesOption(
  data: TimeSeriesData,
  look: TimeSeriesLook,
  marks: readonly ChartMark[] = [],
): ChartOption {
  const complete = completeCount(data)
  const compared = data.series.length <= COMPARED_AT_MOST
  const draw = look.form === 'bar' ? bars : lines
  return {
    grid: {
      left: 4,
      right: 16,
      top: 8 + (marks.length > 0 ? FLAG_ROOM : 0),
      bottom: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: {
      type: 'category',
      data: [...data.buckets],
      boundaryGap: look.form === 'bar',
      axisLine: { lineStyle: { color: RULE } },
      axisTick: { show: false },
      axisLabel: {
        color: INK_3,
        fontSize: 12,
        fontFamily: 'inherit',
        hideOverlap: true,
        formatter: look.bucket,
      },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      minInterval: data.unit === 'count' ? 1 : 0,
      ...(data.unit === 'ratio' ? shareScale(highest(data, compared)) : {}),
      ...(data.unit === 'seconds' ? secondsScale(highest(data, compared)) : {}),
      axisLabel: { color: INK_3, fontSize: 12, fontFamily: 'inherit', formatter: look.tick },
      splitLine: { lineStyle: { color: RULE } },
    },
    series: [
      ...markSeries(marks),
      ...data.series.flatMap((series) => [
        ...(compared && series.previous ? [comparison(series, series.previous)] : []),
        ...draw(series, complete),
      ]),
    ],
  }
}

/** Shares near the whole end at it, and not at 120 %. */
function shareScale(most: number): { max?: number; interval?: number } {
  return most > 0.8 && most <= 1 ? { max: 1, interval: 0.25 } : {}
}

function highest({ series }: TimeSeriesData, compared: boolean): number {
  const shown = series.flatMap(({ values, previous }) => [...values, ...((compared && previous) || [])])
  return Math.max(0, ...shown.map((value) => value ?? 0))
}

function lines(series: Series, complete: number): ChartSeries[] {
  const color = seriesColor(series.slot)
  const { shape, hollow } = seriesMark(series.slot)
  const base = {
    type: 'line',
    symbol: shape,
    symbolSize: 6,
    showSymbol: true,
    itemStyle: hollow ? { color: PAPER, borderColor: color, borderWidth: 1.5 } : { color },
    emphasis: { disabled: true },
    silent: true,
    z: 3,
  } as const
  const sure = series.values.map((value, index) => (index < complete ? value : null))
  const running = series.values.map((value, index) => (index >= complete - 1 ? value : null))
  return [
    { ...base, id: series.key, name: series.label, data: sure, lineStyle: { color, width: 2 } },
    ...(complete < series.values.length
      ? [
          {
            ...base,
            id: `${series.key} so far`,
            data: running,
            lineStyle: { color, width: 2, type: 'dotted' },
          } satisfies ChartSeries,
        ]
      : []),
  ]
}

function bars(series: Series, complete: number): ChartSeries[] {
  const color = seriesColor(series.slot)
  return [
    {
      type: 'bar',
      id: series.key,
      name: series.label,
      silent: true,
      barMaxWidth: 40,
      barGap: '8%',
      emphasis: { disabled: true },
      itemStyle: { color },
      data: series.values.map((value, index) =>
        index < complete
          ? { value }
          : {
              value,
              itemStyle: { color: PAPER, borderColor: color, borderWidth: 1.5, borderType: 'dotted' },
            },
      ),
    },
  ]
}

function comparison(series: Series, previous: readonly (number | null)[]): ChartSeries {
  const color = seriesColor(series.slot)
  return {
    type: 'line',
    id: `${series.key} before`,
    data: [...previous],
    showSymbol: false,
    symbol: 'none',
    silent: true,
    emphasis: { disabled: true },
    lineStyle: { color, width: 1.5, type: [5, 4], opacity: 0.75 },
    itemStyle: { color },
    z: 2,
  }
}
