/** Charts as SVG, drawn without a browser. */
import { createRequire } from 'node:module'
import type { EChartsOption } from 'echarts'
import type { Language } from '../../language.ts'
import type { DrawnChart } from '../document.ts'
import { numberText, percentText } from '../words/format.ts'
import { INK, INK_3, RULE, SERIES } from './colours.ts'

/** The package's single file: hundreds of modules would take a thread that draws one page seconds to load. */
const { init } = createRequire(import.meta.url)(
  'echarts/dist/echarts.common.min.js',
) as typeof import('echarts')

const FONT = { fontFamily: 'Inter', fontSize: 9, color: INK_3 }

/** Points wide and high. */
export function chartSvg(chart: DrawnChart, language: Language, width: number, height: number): string {
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    drawing.setOption(optionOf(chart, language))
    return drawing.renderToSVGString()
  } finally {
    drawing.dispose()
  }
}

/** Pure: series in the order in which they are drawn, the week before behind this week. */
export function optionOf(chart: DrawnChart, language: Language): EChartsOption {
  const { values, before, target, labels, names } = chart
  const ratio = chart.unit === 'ratio'
  const tick = (value: number) => (ratio ? percentText(value, language) : numberText(value, language))
  const bars = chart.id === 'created'
  const known = [...values, ...(before ?? []), target].filter((one) => one !== null)
  const lowest = Math.min(1, ...known)
  const [hue = INK, other = INK_3] = SERIES
  return {
    animation: false,
    textStyle: FONT,
    grid: { left: 4, right: 8, top: 26, bottom: 2, containLabel: true },
    legend: {
      show: before !== null || target !== null,
      top: 0,
      left: 0,
      itemWidth: 12,
      itemHeight: 6,
      itemGap: 12,
      selectedMode: false,
      textStyle: { ...FONT, color: INK },
    },
    xAxis: {
      type: 'category',
      data: [...labels],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: RULE } },
      axisLabel: { ...FONT, hideOverlap: true },
      boundaryGap: bars,
    },
    yAxis: {
      type: 'value',
      min: ratio ? Math.max(0, Math.floor(lowest * 20 - 1) / 20) : 0,
      ...(ratio ? { max: 1 } : { minInterval: 1 }),
      splitNumber: 3,
      splitLine: { lineStyle: { color: RULE, width: 0.5 } },
      axisLabel: { ...FONT, formatter: (value: number) => tick(value) },
    },
    series: [
      {
        name: names.now,
        type: bars ? 'bar' : 'line',
        data: [...values],
        itemStyle: { color: hue },
        lineStyle: { color: hue, width: 1.5 },
        symbol: 'circle',
        symbolSize: values.length > 20 ? 0 : 4,
        barMaxWidth: 22,
      },
      ...(before
        ? [
            {
              name: names.before,
              type: 'line' as const,
              data: [...before],
              itemStyle: { color: other },
              lineStyle: { color: other, width: 1.2, type: 'dashed' as const },
              symbol: 'rect',
              symbolSize: 4,
            },
          ]
        : []),
      ...(target === null
        ? []
        : [
            {
              name: names.target,
              type: 'line' as const,
              data: values.map(() => target),
              itemStyle: { color: INK },
              lineStyle: { color: INK, width: 1, type: 'dashed' as const },
              symbol: 'none',
            },
          ]),
    ],
  }
}
