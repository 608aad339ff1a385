/** What every room of alerts speaks of. */
import type { MetricsContext } from '../metrics/context.ts'

/** Dimension → value: names one alert of a rule. */
export type Labels = Readonly<Record<string, string | null>>

export interface AlertContext extends MetricsContext {
  /** Zone of weekdays and windows. */
  readonly zone: string
}

export const keyOf = (labels: Labels): string => JSON.stringify(Object.entries(labels))
