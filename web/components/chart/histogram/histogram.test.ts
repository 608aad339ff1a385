import { describe, expect, it } from 'vitest'
import type { QueryResult } from '../../../../pipelines/metrics/types.ts'
import { histogramOf, positionOf } from './data.ts'
import { evenEdges } from './even-edges.ts'

const answer = (starts: number[], ends: (number | null)[], n: number[], before?: number[]) =>
  ({
    data: { bin: starts, bin_to: ends, m__n: n, ...(before ? { m__previous_n: before } : {}) },
    meta: {
      previous: before ? { from: '', to: '' } : null,
      spread: { n: 10, mean: 0, min: 0, p25: 0, p50: 90, p75: 0, p90: 240, p95: 0, p99: 9000, max: 0 },
    },
  }) as unknown as QueryResult

describe('a histogram', () => {
  it('tells the share of each bar and of all up to it, and what was before', () => {
    const { bars } = histogramOf(answer([0, 60, 120], [60, 120, null], [2, 5, 3], [1, 0, 4]), 'm')
    expect(bars.map(({ share }) => share)).toEqual([0.2, 0.5, 0.3])
    expect(bars.map(({ upTo }) => upTo)).toEqual([0.2, 0.7, 1])
    expect(bars.map(({ before }) => before)).toEqual([1, 0, 4])
    const alone = histogramOf(answer([0], [null], [1]), 'm')
    expect(alone.bars[0]?.before).toBeNull()
  })

  it('marks percentiles within their bars: by logarithm where steps grow, in proportion where they do not', () => {
    const grown = [
      { from: 60, to: 120 },
      { from: 120, to: 480 },
      { from: 480, to: null },
    ]
    expect(positionOf(grown, 60)).toBe(0)
    expect(positionOf(grown, 60 * Math.SQRT2)).toBeCloseTo(0.5)
    expect(positionOf(grown, 240)).toBeCloseTo(1.5)
    expect(positionOf(grown, 1e9)).toBe(2.5)
    const even = [0, 60, 120].map((from) => ({ from, to: from + 60 }))
    expect(positionOf(even, 90)).toBeCloseTo(1.5)
    expect(positionOf(even, 30)).toBeCloseTo(0.5)
    const { marks } = histogramOf(answer([0, 60, 120, 480], [60, 120, 480, null], [1, 6, 2, 1]), 'm')
    expect(marks.map(({ name, at }) => [name, Math.round(at * 100) / 100])).toEqual([
      ['p50', 1.58],
      ['p90', 2.5],
      ['p99', 3.5],
    ])
  })

  it.each([0.4, 59, 60, 1_799, 54_000, 86_400, 9_999_999])(
    'cuts %d s into about thirty even steps',
    (reach) => {
      const edges = evenEdges(reach)
      const [step = 0] = edges
      expect(edges.every((edge, index) => edge === (index + 1) * step)).toBe(true)
      expect(edges.at(-1)).toBeGreaterThan(reach)
      expect((edges.at(-1) ?? 0) - step).toBeLessThanOrEqual(reach)
      expect(edges.length).toBeLessThanOrEqual(31)
    },
  )
})
