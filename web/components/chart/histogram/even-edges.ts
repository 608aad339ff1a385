/** Steps of equal width that people count in. */
const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const STEPS = [
  ...[1, 2, 5, 10, 15, 20, 30],
  ...[1, 2, 3, 5, 10, 15, 20, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 4, 6, 8, 12].map((hours) => hours * HOUR),
  ...[1, 2, 3, 7, 14, 28].map((days) => days * DAY),
]
const BARS = 30

/** Edges of about thirty bars up to `reach` seconds, which is within the last of them; everything longer is in a bar of its own. */
export function evenEdges(reach: number): number[] {
  const step = STEPS.find((one) => reach < one * BARS) ?? Math.ceil(reach / BARS / DAY) * DAY
  return Array.from({ length: Math.floor(reach / step) + 1 }, (_, index) => (index + 1) * step)
}
