/** How a change compares with what a figure does from week to week anyway. */
import { medianOf } from '../median.ts'

/** Fewer earlier changes than this say nothing about what is usual. */
const ENOUGH = 6

/** Changes between neighbouring weeks before the last one; weeks without a figure break the chain. */
export function changesBefore(values: readonly (number | null)[]): number[] {
  return values.slice(0, -1).flatMap((value, index, all) => {
    const previous = all[index - 1]
    return index === 0 || value === null || previous === null || previous === undefined
      ? []
      : [Math.abs(value - previous)]
  })
}

/**
 * A figure has moved when its change exceeds the median of the earlier ones; `strength` is the multiple. With too few
 * earlier changes every change counts, after all others.
 */
export function usualOf(
  change: number,
  earlier: readonly number[],
): {
  moved: boolean
  strength: number
  usual: { change: number; weeks: number } | null
  largestInWeeks: number | null
} {
  if (earlier.length < ENOUGH) return { moved: change !== 0, strength: 0, usual: null, largestInWeeks: null }
  const median = medianOf(earlier)
  const size = Math.abs(change)
  return {
    moved: size > median,
    strength: median === 0 ? Number.POSITIVE_INFINITY : size / median,
    usual: { change: median, weeks: earlier.length },
    largestInWeeks: earlier.every((one) => one < size) ? earlier.length : null,
  }
}
