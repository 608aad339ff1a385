/**
 * The shortest path from (0, 0) to the last node that stays between a lower and an upper bound at every node: of all paths
 * it has the smallest highest slope, and the evenest slopes altogether. `at` rises strictly; the bounds do not fall.
 * Returns its height at every node.
 * @example tautString([1, 2], [0, 4], [4, 4]) // [2, 4]
 */
export function tautString(
  at: readonly number[],
  lower: readonly number[],
  upper: readonly number[],
): number[] {
  const heights: number[] = []
  let [x, y] = [0, 0]
  while (heights.length < at.length) {
    const bend = nextBend(at, lower, upper, heights.length, x, y)
    const slope = (bend.y - y) / ((at[bend.node] ?? 0) - x)
    for (let i = heights.length; i <= bend.node; i++) heights.push(y + slope * ((at[i] ?? 0) - x))
    heights[bend.node] = bend.y
    ;[x, y] = [at[bend.node] ?? 0, bend.y]
  }
  return heights
}

interface Bend {
  node: number
  y: number
}

/** Where a straight line from (x, y) has to touch a bound: the line is held between the steepest and the flattest that fit. */
function nextBend(
  at: readonly number[],
  lower: readonly number[],
  upper: readonly number[],
  from: number,
  x: number,
  y: number,
): Bend {
  let [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  let onLower: Bend = { node: from, y: lower[from] ?? 0 }
  let onUpper: Bend = { node: from, y: upper[from] ?? 0 }
  for (let node = from; node < at.length; node++) {
    const [low, high, width] = [lower[node] ?? 0, upper[node] ?? 0, (at[node] ?? 0) - x]
    if ((low - y) / width > most) return onUpper
    if ((high - y) / width < least) return onLower
    if ((low - y) / width >= least) {
      least = (low - y) / width
      onLower = { node, y: low }
    }
    if ((high - y) / width <= most) {
      most = (high - y) / width
      onUpper = { node, y: high }
    }
  }
  const last = at.length - 1
  return { node: last, y: lower[last] ?? 0 }
}
