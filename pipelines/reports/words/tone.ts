import type { Tone } from '../document.ts'

/** Whether a change is good, where the metric has a better direction. */
export function toneOf(change: number, better: 'up' | 'down' | 'none'): Tone {
  if (change === 0 || better === 'none') return 'neutral'
  return (change > 0 ? 'up' : 'down') === better ? 'better' : 'worse'
}
