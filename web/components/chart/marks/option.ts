/** Annotations as ECharts draws them: a flagged line where each begins, a shade over the buckets it lasts in. */
import type { ChartSeries } from '../engine/option.ts'
import { INK, INK_3, PAPER, SHADE } from '../tokens.ts'
import type { ChartMark } from './marks.ts'

/** Room above the drawing that the flags need, in pixels. */
export const FLAG_ROOM = 16

/** A series without data that carries the marks; none where there is nothing marked. Marks of one bucket share a flag. */
export function markSeries(marks: readonly ChartMark[]): ChartSeries[] {
  if (marks.length === 0) return []
  const flags = new Map<number, string[]>()
  for (const { first, letter } of marks) flags.set(first, [...(flags.get(first) ?? []), letter])
  return [
    {
      type: 'line',
      id: 'annotations',
      data: [],
      silent: true,
      z: 1,
      markLine: {
        silent: true,
        symbol: 'none',
        animation: false,
        lineStyle: { color: INK_3, width: 1, type: [2, 3] },
        label: {
          position: 'end',
          distance: 3,
          color: INK,
          backgroundColor: PAPER,
          borderColor: INK_3,
          borderWidth: 1,
          padding: [3, 4, 2, 4],
          fontSize: 11,
          fontWeight: 'bold',
          fontFamily: 'inherit',
        },
        data: [...flags].map(([xAxis, letters]) => ({ xAxis, label: { formatter: letters.join(' ') } })),
      },
      markArea: {
        silent: true,
        animation: false,
        itemStyle: { color: SHADE },
        data: marks
          .filter(({ first, last }) => last > first)
          .map(({ first, last }) => [{ xAxis: first }, { xAxis: last }]),
      },
    },
  ]
}
