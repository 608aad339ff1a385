/** Steps of a time axis that people count in. */
const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const STEPS = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 30, 90].map((days) => days * DAY),
]
const TICKS = 4

/** The shortest step with which four of them reach the highest value, and where the axis ends; all in seconds. */
export function secondsScale(highest: number): { interval: number; max: number } {
  const interval = STEPS.find((step) => step * TICKS >= highest) ?? Math.ceil(highest / TICKS / DAY) * DAY
  return { interval, max: Math.max(Math.ceil(highest / interval), 1) * interval }
}
