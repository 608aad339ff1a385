import { countQuantile } from '../poisson.ts'

/**
 * A quantile of a forecast that was moved from mean `from` to mean `to`. What chance alone spreads (Poisson) is that of the new mean; what the
 * forecast was less sure of beyond that grows and shrinks with it, on √ scale.
 */
export function movedQuantile(value: number, share: number, from: number, to: number): number {
  const chance = (mean: number) => Math.sqrt(countQuantile(mean, mean, share))
  if (!(from > 0)) return chance(to) ** 2
  const beyond = Math.sqrt(value) - chance(from)
  return Math.max(0, chance(to) + Math.sqrt(to / from) * beyond) ** 2
}
