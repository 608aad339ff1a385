/** Where things are on a drawn chart, in pixels from its top left corner. */
import type { EChartsType } from 'echarts/core'

export interface Plot {
  /** Position on the category axis under a pixel; null outside the drawing. */
  indexAt(x: number, y: number): number | null
  xOf(index: number): number
  yOf(value: number): number
  /** Width of one category. */
  step: number
  /** Drawing area without the axes. */
  area: { left: number; right: number; top: number; bottom: number }
}

const GRID = { gridIndex: 0 }

export function plotOf(chart: EChartsType, count: number): Plot {
  const pixel = (index: number, value: number) => chart.convertToPixel(GRID, [index, value]) as number[]
  const step = count > 1 ? (pixel(1, 0)[0] ?? 0) - (pixel(0, 0)[0] ?? 0) : 0
  const first = pixel(0, 0)[0] ?? 0
  const last = pixel(count - 1, 0)[0] ?? 0
  const inside = (x: number, y: number) => chart.containPixel(GRID, [x, y])
  return {
    indexAt(x, y) {
      if (!inside(x, y)) return null
      const at = (chart.convertFromPixel(GRID, [x, y]) as number[])[0]
      return at === undefined ? null : Math.min(Math.max(Math.round(at), 0), count - 1)
    },
    xOf: (index) => pixel(index, 0)[0] ?? 0,
    yOf: (value) => pixel(0, value)[1] ?? 0,
    step,
    area: { left: first - step / 2, right: last + step / 2, top: 8, bottom: chart.getHeight() - 24 },
  }
}
