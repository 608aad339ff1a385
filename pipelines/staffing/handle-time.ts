/** How long a contact takes, alone and among others. */
import { stretchOf } from './concurrency.ts'
import type { Settings } from './settings.ts'

/** As measured on a queue's conversations; null unknown. */
export interface MeasuredLoad {
  handleS: number | null
  concurrency: number | null
}

/** Seconds of one conversation alone: what was measured is at the concurrency of its days, and so longer. */
export function handleAlone({ handleS, concurrency }: MeasuredLoad, settings: Settings): number | null {
  return handleS === null ? null : handleS / stretchAt(concurrency ?? 1, settings)
}

/** Seconds of an agent's time that a contact takes at full concurrency, kept as busy as the settings allow. */
export function agentSecondsEach(
  aloneS: number,
  { concurrency, slowdown, targets, window_s }: Settings,
): number {
  const most = window_s === null ? concurrency : 1
  const stretch = stretchOf(most, slowdown)[most - 1] ?? 1
  return (aloneS * stretch) / most / (targets.occupancy ?? 1)
}

/** Between whole numbers of conversations in proportion. */
function stretchAt(concurrency: number, { slowdown, concurrency: most }: Settings): number {
  if (typeof slowdown === 'number') return 1 + slowdown * (concurrency - 1)
  const factors = stretchOf(most, slowdown)
  const low = Math.min(factors.length, Math.floor(concurrency))
  const [from, to] = [factors[low - 1] ?? 1, factors[low] ?? factors.at(-1) ?? 1]
  return from + (to - from) * (concurrency - low)
}
