/** Heights of the picture's lanes, in pixels. */
import type { Model } from './model.ts'

export const TOP = 28
export const LANE = 36

export function layoutOf(model: Model) {
  const messages = TOP
  const waits = messages + LANE + 4
  const statuses = waits + LANE
  const clocks = statuses + LANE
  return { rows: { messages, waits, statuses, clocks }, height: clocks + model.clocks.length * LANE + 4 }
}
