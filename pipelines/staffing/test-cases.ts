import type { Demand } from './demand.ts'
import { type Settings, settingsSchema } from './settings.ts'

export const demandOf = (mean: readonly number[], handleTimeS = 240, stepS = 1800): Demand => ({
  start: null,
  stepS,
  mean,
  handleTimeS: mean.map(() => handleTimeS),
  openS: mean.map(() => stepS),
})

/** Settings with 80 % in 20 s unless told, read by the schema. */
export const settingsOf = (changes: Partial<Record<keyof Settings, unknown>> = {}): Settings =>
  settingsSchema.parse({
    ...(changes.window_s === undefined ? { targets: { service_level: { share: 0.8, within_s: 20 } } } : {}),
    ...changes,
  })
