import type { AlertContext } from '../alert.ts'
import type { Rule } from '../rule/rule.ts'
import type { OpenTime } from '../schedule.ts'
import { burnReadings } from './burn.ts'
import { metricReadings } from './metric.ts'
import type { Grid, Readings } from './readings.ts'
import { riskReadings } from './risk.ts'
import { silentReadings } from './silent.ts'

/** What a rule's condition reads at each instant of a grid. Throws what the engine or the catalog throws. */
export function readCondition(
  context: AlertContext,
  { when }: Rule,
  schedule: OpenTime,
  grid: Grid,
): Promise<Readings> {
  switch (when.kind) {
    case 'metric':
      return metricReadings(context, when, grid)
    case 'ticket_risk':
    case 'queue_risk':
      return riskReadings(context, when, grid)
    case 'burn_rate':
      return burnReadings(context, when, grid)
    case 'source_silent':
      return silentReadings(context, when, schedule, grid)
  }
}
