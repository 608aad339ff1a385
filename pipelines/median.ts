/** The middle of the values, or the mean of the two in the middle; NaN of none. */
export function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const n = sorted.length
  if (n === 0) return Number.NaN
  return ((sorted[(n - 1) >> 1] as number) + (sorted[n >> 1] as number)) / 2
}
