import type { Demand } from './demand.ts'
import type { Settings } from './settings.ts'

/**
 * Erlangs that each interval offers while it is open. With `carry_over` contacts that outlast their interval load the
 * next one: m' = λ − m ÷ handle time, the mean of m over the interval.
 * Source: modified offered load; Massey and Whitt, "An analysis of the modified offered-load approximation", 1994.
 * @example offeredLoad({ stepS: 1800, mean: [90], handleTimeS: [240], openS: [1800], … }, settings) // [12]
 */
export function offeredLoad(
  demand: Pick<Demand, 'mean' | 'handleTimeS' | 'openS' | 'stepS'>,
  { carry_over }: Pick<Settings, 'carry_over'>,
): number[] {
  const { mean, handleTimeS, openS, stepS } = demand
  let held = 0
  return mean.map((contacts, i) => {
    const open = openS[i] ?? stepS
    const handle = handleTimeS[i] ?? 1
    const offered = open === 0 ? 0 : (contacts * handle) / open
    if (!carry_over) return offered
    const over = (seconds: number, towards: number) => {
      const left = Math.exp(-seconds / handle)
      const average = towards + ((held - towards) * (1 - left) * handle) / Math.max(seconds, 1e-9)
      held = towards + (held - towards) * left
      return average
    }
    const loaded = open === 0 ? 0 : over(open, offered)
    if (open < stepS) over(stepS - open, 0)
    return loaded
  })
}
