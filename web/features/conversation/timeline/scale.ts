/** Where an instant lies, and which instants are worth a tick. */
import { addUnits, startOf } from '../../../lib/time/zone.ts'

export interface Tick {
  at: number
  /** A new day begins: say the date. */
  day: boolean
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const STEPS = [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR]
const DAY_STEPS = [1, 2, 3, 7, 14, 28]
const APART_PX = 88

export function xOf(at: number, from: number, to: number, width: number): number {
  return ((at - from) / (to - from)) * width
}

/** Ticks at round wall times of the zone, far enough apart to be read. */
export function ticksOf(from: number, to: number, width: number, zone: string): Tick[] {
  const apart = ((to - from) / width) * APART_PX
  const step = STEPS.find((length) => length >= apart)
  return step === undefined ? dayTicks(from, to, apart / DAY, zone) : clockTicks(from, to, step, zone)
}

/** Room that a date needs, in pixels. */
const LABEL_PX = 80

export type LabelSide = 'right' | 'left' | 'none'

/** On which side of its tick a label stands: the last one would be cut off, and may have no room before it either. */
export function labelSides(ticks: readonly Tick[], x: (at: number) => number, width: number): LabelSide[] {
  return ticks.map(({ at }, index) => {
    if (x(at) + LABEL_PX <= width) return 'right'
    const before = ticks[index - 1]
    return x(at) - LABEL_PX >= (before ? x(before.at) + LABEL_PX : 0) ? 'left' : 'none'
  })
}

function clockTicks(from: number, to: number, step: number, zone: string): Tick[] {
  const ticks: Tick[] = []
  for (let midnight = startOf(from, 'd', zone); midnight < to; midnight = addUnits(midnight, 1, 'd', zone)) {
    const end = addUnits(midnight, 1, 'd', zone)
    for (let at = midnight; at < end; at += step) {
      if (at >= from && at <= to && (at === midnight || end - at >= step / 2))
        ticks.push({ at, day: at === midnight })
    }
  }
  return ticks
}

function dayTicks(from: number, to: number, apartDays: number, zone: string): Tick[] {
  const days = DAY_STEPS.find((count) => count >= apartDays) ?? Math.ceil(apartDays / 28) * 28
  const ticks: Tick[] = []
  const today = startOf(from, 'd', zone)
  const first = today < from ? addUnits(today, 1, 'd', zone) : today
  for (let at = first; at <= to; at = addUnits(at, days, 'd', zone)) ticks.push({ at, day: true })
  return ticks
}
