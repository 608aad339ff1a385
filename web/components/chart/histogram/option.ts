/** Bars side by side, outlines of what they are held against, and percentiles as lines across. */
import type { ChartOption, ChartSeries } from '../engine/option.ts'
import { INK, INK_3, PAPER, RULE, seriesColor } from '../tokens.ts'
import type { HistogramData, MarkName } from './data.ts'

export interface HistogramLook {
  /** An edge, in seconds. */
  edge: (seconds: number) => string
  tick: (count: number) => string
  mark: (name: MarkName) => string
}

const LABELS_AT_MOST = 11
const EVERY = [1, 2, 4, 5, 10, 20]
const FLAG_ROOM = 18

export function histogramOption({ bars, marks }: HistogramData, look: HistogramLook): ChartOption {
  const every = EVERY.find((one) => bars.length / one <= LABELS_AT_MOST) ?? 40
  const edges = [...bars.map(({ from }) => from), bars.at(-1)?.to ?? null]
  const text = { color: INK_3, fontSize: 12, fontFamily: 'inherit' }
  return {
    grid: { left: 4, right: 24, top: 8 + FLAG_ROOM, bottom: 24 },
    xAxis: [
      {
        type: 'category',
        data: bars.map(({ from }) => String(from)),
        axisLine: { lineStyle: { color: RULE } },
        axisTick: { show: false },
        axisLabel: { show: false },
      },
      {
        type: 'value',
        position: 'bottom',
        min: 0,
        max: bars.length,
        interval: every,
        axisLine: { show: false },
        axisTick: { show: false },
        splitLine: { show: false },
        axisLabel: {
          ...text,
          hideOverlap: true,
          formatter: (at: number) => {
            const edge = edges[at]
            return edge === null || edge === undefined ? '' : look.edge(edge)
          },
        },
      },
    ],
    yAxis: {
      type: 'value',
      splitNumber: 3,
      minInterval: 1,
      axisLabel: { ...text, formatter: look.tick },
      splitLine: { lineStyle: { color: RULE } },
    },
    series: [
      {
        type: 'bar',
        id: 'n',
        silent: true,
        barCategoryGap: '8%',
        emphasis: { disabled: true },
        itemStyle: { color: seriesColor(0) },
        data: bars.map(({ n }) => n),
        z: 2,
      },
      ...outlines(bars),
      {
        type: 'line',
        id: 'percentiles',
        xAxisIndex: 1,
        data: [],
        silent: true,
        z: 4,
        markLine: {
          silent: true,
          symbol: 'none',
          animation: false,
          lineStyle: { color: INK, width: 1.5, type: [5, 4] },
          label: {
            position: 'end',
            distance: 3,
            color: INK,
            backgroundColor: PAPER,
            fontSize: 12,
            fontFamily: 'inherit',
          },
          data: marks.map(({ name, at }, index) => ({
            xAxis: at,
            // The last one's name stands after its line and the others' before theirs, so that close ones stay apart.
            label: {
              formatter: look.mark(name),
              align: at < bars.length / 8 || index === marks.length - 1 ? 'left' : 'right',
            },
          })),
        },
      },
    ],
  }
}

function outlines(bars: HistogramData['bars']): ChartSeries[] {
  if (bars.every(({ before }) => before === null)) return []
  return [
    {
      type: 'bar',
      id: 'before',
      silent: true,
      barGap: '-100%',
      barCategoryGap: '8%',
      emphasis: { disabled: true },
      itemStyle: { color: 'transparent', borderColor: INK_3, borderWidth: 1, borderType: [3, 2] },
      data: bars.map(({ before }) => before),
      z: 3,
    },
  ]
}
