/** Where the two parts of a contribution lie on one scale about zero. */
import type { Part } from '../../../../pipelines/drivers/types.ts'

/** From and to on the scale, 0–1. */
export interface Stretch {
  kind: 'rate' | 'mix'
  from: number
  to: number
}

export interface Scale {
  low: number
  high: number
}

/** Parts of one sign stand end to end, those of different signs on both sides of zero. */
export function scaleOf(parts: readonly Part[]): Scale {
  const ends = parts.flatMap(({ mix, rate }) => [
    Math.min(mix, 0) + Math.min(rate, 0),
    Math.max(mix, 0) + Math.max(rate, 0),
  ])
  return { low: Math.min(0, ...ends), high: Math.max(0, ...ends) }
}

export function zeroOf({ low, high }: Scale): number {
  return high > low ? -low / (high - low) : 0
}

export function stretchesOf({ mix, rate }: Part, scale: Scale): Stretch[] {
  const { low, high } = scale
  if (high <= low) return []
  const at = (value: number) => (value - low) / (high - low)
  const before = Math.sign(mix) === Math.sign(rate) ? rate : 0
  const stretch = (kind: Stretch['kind'], start: number, length: number): Stretch => ({
    kind,
    from: at(Math.min(start, start + length)),
    to: at(Math.max(start, start + length)),
  })
  return [stretch('rate', 0, rate), stretch('mix', before, mix)].filter(({ from, to }) => to > from)
}
