import { LineChart } from 'echarts/charts'
import { GridSimpleComponent, MarkAreaComponent, MarkLineComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { describe, expect, it } from 'vitest'
import type { TimeSeriesData } from '../time-series/data.ts'
import { timeSeriesOption } from '../time-series/option.ts'
import { marksOf } from './marks.ts'

use([LineChart, GridSimpleComponent, MarkLineComponent, MarkAreaComponent, SVGRenderer])

const day = (n: number) => `2026-11-0${n}T00:00:00Z`
const buckets = [day(1), day(2), day(3), day(4)]
const placed = (startsAt: string, endsAt: string) =>
  marksOf([{ id: 'x', startsAt, endsAt }], buckets, day(5)).map(({ first, last }) => [first, last])

describe('annotations on a time chart', () => {
  it('stand in the buckets they last in, cut to what is shown', () => {
    expect(placed('2026-11-02T10:00:00Z', '2026-11-02T12:00:00Z')).toEqual([[1, 1]])
    expect(placed(day(2), day(3))).toEqual([[1, 1]])
    expect(placed(day(2), '2026-11-03T00:00:01Z')).toEqual([[1, 2]])
    expect(placed(day(3), day(3))).toEqual([[2, 2]])
    expect(placed('2026-10-20T00:00:00Z', '2026-12-01T00:00:00Z')).toEqual([[0, 3]])
  })

  it('are not there when they do not last in what is shown', () => {
    expect(placed('2026-10-20T00:00:00Z', day(1))).toEqual([])
    expect(placed(day(5), day(5))).toEqual([])
    expect(marksOf([{ id: 'x', startsAt: day(1), endsAt: day(2) }], [], day(5))).toEqual([])
  })

  it('have letters beyond Z', () => {
    const many = Array.from({ length: 28 }, (_, n) => ({ id: String(n), startsAt: day(1), endsAt: day(2) }))
    const letters = marksOf(many, buckets, day(5)).map(({ letter }) => letter)
    expect([letters[0], letters[25], letters[26], letters[27]]).toEqual(['A', 'Z', 'AA', 'AB'])
  })

  it('are drawn: a flag for each beginning, shared by those of one bucket, and a shade over several', () => {
    const values = [4, 5, 6, 1]
    const data: TimeSeriesData = {
      grain: 'day',
      unit: 'count',
      buckets,
      incompleteFrom: null,
      series: [{ key: 'a', label: 'a', slot: 0, cell: {}, values, n: values, previous: null }],
    }
    const marks = marksOf(
      [
        { id: 'one', startsAt: day(2), endsAt: day(4) },
        { id: 'two', startsAt: day(2), endsAt: day(2) },
        { id: 'three', startsAt: day(4), endsAt: day(4) },
      ],
      buckets,
      day(5),
    )
    const draw = (shown: typeof marks) => {
      const chart = init(null, null, { renderer: 'svg', ssr: true, width: 400, height: 240 })
      const look = { form: 'line' as const, bucket: (at: string) => at.slice(8, 10), tick: String }
      chart.setOption({ animation: false, ...timeSeriesOption(data, look, shown) })
      const svg = chart.renderToSVGString()
      chart.dispose()
      return svg
    }
    const svg = draw(marks)
    expect(svg).toContain('>A B</text>')
    expect(svg).toContain('>C</text>')
    expect(svg.match(/stroke-dasharray="2,3"/g)).toHaveLength(2)
    expect(svg.match(/fill="var\(--pg-shade\)"/g)).toHaveLength(1)
    expect(draw([])).not.toContain('stroke-dasharray')
  })
})
