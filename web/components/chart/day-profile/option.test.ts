import { BarChart, LineChart } from 'echarts/charts'
import { GridSimpleComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { expect, it } from 'vitest'
import { dayProfileOption } from './option.ts'

use([LineChart, BarChart, GridSimpleComponent, SVGRenderer])

const data = {
  hours: [0, 1, 2, 3],
  today: [4, 9, 2, null],
  usual: [5, 6, 7, 8],
  low: [2, 3, 4, 5],
  high: [8, 9, 10, 11],
  running: 2,
}

it('stacks the band from the lowest to the highest', () => {
  const { series } = dayProfileOption(data, { hour: String, tick: String })
  expect(series).toMatchObject([
    { id: 'low', data: [2, 3, 4, 5] },
    { id: 'high', data: [6, 6, 6, 6] },
    { id: 'today' },
    { id: 'usual', data: [5, 6, 7, 8] },
  ])
})

it('steps from hour to hour with what people can take, where that is known', () => {
  const { series } = dayProfileOption({ ...data, capacity: [0, 5, 5, 3] }, { hour: String, tick: String })
  expect(series).toMatchObject([{}, {}, {}, {}, { id: 'capacity', step: 'middle', data: [0, 5, 5, 3] }])
  const none = dayProfileOption({ ...data, capacity: [null, null] }, { hour: String, tick: String })
  expect(none.series).toHaveLength(4)
  const ample = dayProfileOption({ ...data, capacity: [0, 90, 90, 3] }, { hour: String, tick: String })
  expect(ample.yAxis).toMatchObject({ max: 22 })
})

it('dots the model apart from what a person made of it, and only there', () => {
  const look = { hour: String, tick: String }
  const series = dayProfileOption({ ...data, model: [5, 6, 6, 8] }, look).series
  expect(series).toMatchObject([{}, {}, {}, { id: 'usual' }, { id: 'model', data: [5, 6, 6, 8] }])
  expect(dayProfileOption({ ...data, model: data.usual }, look).series).toHaveLength(4)
})

it('draws the hours that are over full, the running one dotted, and none for what is to come', () => {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 400, height: 200 })
  chart.setOption({ animation: false, ...dayProfileOption(data, { hour: (at) => `${at} h`, tick: String }) })
  const svg = chart.renderToSVGString()
  chart.dispose()
  expect(svg.match(/fill="var\(--pg-series-1\)"/g)).toHaveLength(2)
  expect(svg.match(/fill="var\(--pg-paper\)" stroke="var\(--pg-series-1\)"/g)).toHaveLength(1)
  expect(svg).toContain('>0 h</text>')
})
