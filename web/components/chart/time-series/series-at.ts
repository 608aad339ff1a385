/** Which series a press means. A single series is always meant. */
import type { Plot } from '../engine/plot.ts'
import type { Where } from '../overlay/axis-overlay.tsx'
import type { Series } from './data.ts'

const REACH_PX = 28

export function seriesAt(
  series: readonly Series[],
  form: 'line' | 'bar',
  index: number,
  where: Where,
  plot: Plot | null,
): Series | null {
  if (series.length === 1) return series[0] ?? null
  if ('lane' in where) return series[where.lane] ?? null
  if (!plot) return null
  return form === 'bar' ? barAt(series, index, where.x, plot) : lineNear(series, index, where.y, plot)
}

/** Bars of one bucket stand side by side in four fifths of its width. */
function barAt(series: readonly Series[], index: number, x: number, { xOf, step }: Plot): Series | null {
  const left = xOf(index) - 0.4 * step
  const place = Math.floor(((x - left) / (0.8 * step)) * series.length)
  return series[Math.min(Math.max(place, 0), series.length - 1)] ?? null
}

function lineNear(series: readonly Series[], index: number, y: number, { yOf }: Plot): Series | null {
  const near = series
    .flatMap((one) => {
      const value = one.values[index]
      return value === null || value === undefined ? [] : [{ one, away: Math.abs(yOf(value) - y) }]
    })
    .sort((a, b) => a.away - b.away)[0]
  return near && near.away <= REACH_PX ? near.one : null
}
