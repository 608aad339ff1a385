/** The same queue under other circumstances: what changes, and the case that comes of it. */
import { z } from 'zod'
import { fieldsOf, sentenceOf } from '../config/fields.ts'
import { invalid } from '../errors.ts'
import type { StaffingCase } from './demand.ts'
import { type Plan, without } from './plan.ts'
import { type Settings, settingsSchema, settingsShape } from './settings.ts'

const factor = z.number('a number').min(0, 'at least 0').max(100, 'at most 100')

/** Settings that differ; a target of null is dropped. */
export const changedSettings = z
  .strictObject({
    targets: z
      .strictObject({
        service_level: z.unknown(),
        wait_s: z.unknown(),
        abandonment: z.unknown(),
        occupancy: z.unknown(),
      })
      .partial(),
    patience_s: settingsShape.patience_s.removeDefault(),
    window_s: settingsShape.window_s.removeDefault(),
    concurrency: settingsShape.concurrency.removeDefault(),
    slowdown: settingsShape.slowdown.removeDefault(),
    shrinkage: settingsShape.shrinkage.removeDefault(),
    minimum: settingsShape.minimum.removeDefault(),
    closed: settingsShape.closed.removeDefault(),
    carry_over: settingsShape.carry_over.removeDefault(),
  })
  .partial()

export const scenarioSchema = z.strictObject({
  name: z.string().trim().min(1, 'a name').max(100),
  /** Contacts × this, as 1.3 for a campaign. */
  demand_factor: factor.default(1),
  /** Share of contacts that a bot or a help page answers more than today. */
  deflected: z.number('a number').min(0, 'at least 0').max(1, 'at most 1').default(0),
  /** Handle time × this. */
  handle_time_factor: factor.gt(0, 'more than 0').default(1),
  /** People of the plan who are not there. */
  absent: z.number('a whole number').int('a whole number').min(0, 'at least 0').default(0),
  settings: changedSettings.default({}),
})
export type Scenario = z.infer<typeof scenarioSchema>

export interface PlannedCase extends StaffingCase {
  plan: Plan
}

/** Throws `invalid` with the fields at fault where the changed settings do not fit together. */
export function applyScenario(base: PlannedCase, scenario: Scenario): PlannedCase {
  const { demand_factor, deflected, handle_time_factor, absent } = scenario
  const share = demand_factor * (1 - deflected)
  const times = (list: readonly number[], by: number) => list.map((one) => one * by)
  const { quantiles: _, ...demand } = base.demand
  return {
    demand: {
      ...demand,
      mean: times(demand.mean, share),
      handleTimeS: times(demand.handleTimeS, handle_time_factor),
    },
    settings: settingsWith(base.settings, scenario.settings, `scenario ${scenario.name}`),
    backlog: base.backlog,
    plan: without(base.plan, absent),
  }
}

export type ChangedSettings = z.infer<typeof changedSettings>

/** Settings with changes over them. Throws `invalid`, naming what they are of, where they do not fit together. */
export function settingsWith(settings: Settings, changes: ChangedSettings, what: string): Settings {
  const { targets = {}, ...others } = changes
  const merged = Object.entries({ ...settings.targets, ...targets }).filter(([, value]) => value != null)
  const read = settingsSchema.safeParse({ ...settings, ...others, targets: Object.fromEntries(merged) })
  if (read.success) return read.data
  const fields = Object.fromEntries(
    Object.entries(fieldsOf(read.error)).map(([field, why]) => [`settings.${field}`, why]),
  )
  throw invalid(`${what}: ${sentenceOf(fields)}`, fields)
}
