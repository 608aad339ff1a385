/** A day's hours as bars, what was to be expected of them as a dashed line with its band, and what people can take. */
import type { ChartOption, ChartSeries } from '../engine/option.ts'
import type { ChartMark } from '../marks/marks.ts'
import { FLAG_ROOM, markSeries } from '../marks/option.ts'
import { INK, INK_3, PAPER, RULE, SHADE, seriesColor } from '../tokens.ts'

export interface DayProfileData {
  hours: readonly number[]
  today: readonly (number | null)[]
  usual: readonly (number | null)[]
  low: readonly (number | null)[]
  high: readonly (number | null)[]
  /** What the dashed line would be without a person's hand in it, dotted. */
  model?: readonly (number | null)[]
  /** What people can take, as a stepped line. */
  capacity?: readonly (number | null)[]
  /** The hour that is not over; -1 when none is. */
  running: number
}

export interface DayProfileLook {
  hour: (at: number) => string
  /** So many intervals from one label to the next; three unless told. */
  every?: number
  tick: (value: number) => string
}

export function dayProfileOption(
  data: DayProfileData,
  look: DayProfileLook,
  marks: readonly ChartMark[] = [],
): ChartOption {
  const color = seriesColor(0)
  return {
    grid: {
      left: 4,
      right: 8,
      top: 8 + (marks.length > 0 ? FLAG_ROOM : 0),
      bottom: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: {
      type: 'category',
      data: data.hours.map(String),
      axisLine: { lineStyle: { color: RULE } },
      axisTick: { show: false },
      axisLabel: {
        color: INK_3,
        fontSize: 12,
        fontFamily: 'inherit',
        interval: (look.every ?? 3) - 1,
        formatter: (at: string) => look.hour(Number(at)),
      },
    },
    yAxis: {
      type: 'value',
      splitNumber: 3,
      ...ceiling(data),
      minInterval: 1,
      axisLabel: { color: INK_3, fontSize: 12, fontFamily: 'inherit', formatter: look.tick },
      splitLine: { lineStyle: { color: RULE } },
    },
    series: [
      ...markSeries(marks),
      ...band(data),
      {
        type: 'bar',
        id: 'today',
        silent: true,
        barCategoryGap: '28%',
        emphasis: { disabled: true },
        itemStyle: { color },
        z: 3,
        data: data.today.map((value, index) =>
          index === data.running
            ? {
                value,
                itemStyle: { color: PAPER, borderColor: color, borderWidth: 1.5, borderType: 'dotted' },
              }
            : { value },
        ),
      },
      {
        type: 'line',
        id: 'usual',
        silent: true,
        symbol: 'none',
        emphasis: { disabled: true },
        data: [...data.usual],
        lineStyle: { color: INK, width: 1.5, type: [5, 4] },
        z: 4,
      },
      ...modelled(data),
      ...staff(data),
    ],
  }
}

function modelled({ model, usual }: DayProfileData): ChartSeries[] {
  if (!model?.some((value, i) => value !== null && value !== usual[i])) return []
  return [
    {
      type: 'line',
      id: 'model',
      silent: true,
      symbol: 'none',
      emphasis: { disabled: true },
      data: [...model],
      lineStyle: { color: INK_3, width: 1.5, type: [1, 3] },
      z: 4,
    },
  ]
}

/** People who can take many times what comes would press everything else flat: their line leaves the chart at the top. */
function ceiling({ capacity = [], today, usual, high }: DayProfileData): { max?: number } {
  const most = (values: readonly (number | null)[]) => Math.max(0, ...values.map((value) => value ?? 0))
  const volume = Math.max(most(today), most(usual), most(high))
  return volume > 0 && most(capacity) > CEILING * volume ? { max: Math.ceil(CEILING * volume) } : {}
}

const CEILING = 2

function staff({ capacity }: DayProfileData): ChartSeries[] {
  if (!capacity?.some((value) => value !== null)) return []
  return [
    {
      type: 'line',
      id: 'capacity',
      silent: true,
      symbol: 'none',
      step: 'middle',
      emphasis: { disabled: true },
      data: [...capacity],
      lineStyle: { color: seriesColor(1), width: 2.5 },
      z: 5,
    },
  ]
}

function band({ low, high }: DayProfileData): ChartSeries[] {
  const edge = {
    type: 'line',
    symbol: 'none',
    silent: true,
    stack: 'band',
    emphasis: { disabled: true },
    z: 1,
  } as const
  return [
    { ...edge, id: 'low', data: [...low], lineStyle: { opacity: 0 } },
    {
      ...edge,
      id: 'high',
      data: high.map((value, index) => (value === null ? null : value - (low[index] ?? 0))),
      lineStyle: { opacity: 0 },
      areaStyle: { color: SHADE, opacity: 1 },
    },
  ]
}
