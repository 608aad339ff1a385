import { BarChart, LineChart } from 'echarts/charts'
import { GridSimpleComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { describe, expect, it } from 'vitest'
import { completeCount, type TimeSeriesData } from './data.ts'
import { timeSeriesOption } from './option.ts'
import { secondsScale } from './seconds-scale.ts'
import { seriesAt } from './series-at.ts'

use([LineChart, BarChart, GridSimpleComponent, SVGRenderer])

const series = (
  key: string,
  slot: number,
  values: (number | null)[],
  previous: (number | null)[] | null = null,
) => ({
  key,
  label: key,
  slot,
  cell: { team: key },
  values,
  n: values,
  previous,
})

const data: TimeSeriesData = {
  grain: 'day',
  unit: 'count',
  buckets: ['2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z', '2026-11-03T00:00:00Z', '2026-11-04T00:00:00Z'],
  incompleteFrom: '2026-11-04T00:00:00Z',
  series: [series('Support', 0, [4, null, 6, 1], [5, 5, 5, 5]), series('<b>Billing</b>', 2, [1, 2, 3, 1])],
}
const look = { bucket: (at: string) => at.slice(8, 10), tick: (value: number) => `${value} t` }

function drawn(form: 'line' | 'bar'): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 400, height: 240 })
  chart.setOption({ animation: false, ...timeSeriesOption(data, { form, ...look }) })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}

describe('a metric over time', () => {
  it('knows which bucket is not over', () => {
    expect(completeCount(data)).toBe(3)
    expect(completeCount({ ...data, incompleteFrom: null })).toBe(4)
  })

  it('draws what is not over dotted and apart', () => {
    const lines = timeSeriesOption(data, { form: 'line', ...look }).series
    expect(lines).toMatchObject([
      { id: 'Support before', data: [5, 5, 5, 5] },
      { id: 'Support', data: [4, null, 6, null], lineStyle: { width: 2 } },
      { id: 'Support so far', data: [null, null, 6, 1], lineStyle: { type: 'dotted' } },
      { id: '<b>Billing</b>', data: [1, 2, 3, null], symbol: 'triangle' },
      { id: '<b>Billing</b> so far', data: [null, null, 3, 1] },
    ])
  })

  it('colours from the page tokens and labels both axes', () => {
    const svg = drawn('line')
    expect(svg).toContain('stroke="var(--pg-series-1)"')
    expect(svg).toContain('stroke="var(--pg-series-3)"')
    expect(svg).toContain('>6 t</text>')
    expect(svg).toContain('>04</text>')
  })

  it('draws a dashed comparison and one bar per bucket and series', () => {
    const svg = drawn('bar')
    expect(svg.match(/stroke-dasharray="5,4"/g)).toHaveLength(1)
    expect(svg.match(/fill="var\(--pg-series-1\)"/g)).toHaveLength(2)
    expect(svg.match(/fill="var\(--pg-series-3\)"/g)).toHaveLength(3)
    expect(svg).not.toContain('<b>')
  })
})

it('counts seconds, minutes, hours and days in steps of their own', () => {
  expect([0, 100, 3600, 40_000, 60_000, 400_000].map(secondsScale)).toEqual([
    { interval: 1, max: 1 },
    { interval: 30, max: 120 },
    { interval: 900, max: 3600 },
    { interval: 10_800, max: 43_200 },
    { interval: 21_600, max: 64_800 },
    { interval: 172_800, max: 518_400 },
  ])
})

describe('a press', () => {
  const plot = {
    indexAt: () => 0,
    xOf: (index: number) => 50 + 100 * index,
    yOf: (value: number) => 200 - 20 * value,
    step: 100,
    area: { left: 0, right: 400, top: 8, bottom: 216 },
  }
  const pressed = (form: 'line' | 'bar', index: number, x: number, y: number) =>
    seriesAt(data.series, form, index, { x, y }, plot)?.key ?? null

  it('means the nearest line within reach', () => {
    expect(pressed('line', 0, 50, 125)).toBe('Support')
    expect(pressed('line', 0, 50, 178)).toBe('<b>Billing</b>')
    expect(pressed('line', 0, 50, 20)).toBeNull()
    expect(pressed('line', 1, 150, 100)).toBeNull()
  })

  it('means the bar it is on', () => {
    expect(pressed('bar', 2, 230, 0)).toBe('Support')
    expect(pressed('bar', 2, 270, 0)).toBe('<b>Billing</b>')
  })
})
