/** Which five figures lead the report, and what they are held against: configuration of the kind `weekly_report`, id `default`. */
import { z } from 'zod'
import type { ConfigContext } from '../config/context.ts'
import type { Kind } from '../config/kind.ts'
import { readRecords } from '../config/records.ts'
import { holdingAt, timelinesOf } from '../config/timeline.ts'

export const HEADLINE = [
  'tickets_created',
  'response_time_mean',
  'full_resolution_time_median',
  'sla_attainment',
  'csat',
] as const

const metric = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a metric id')

export const settingsSchema = z.strictObject({
  /** Five metric ids, in their order. */
  headline: z
    .array(metric)
    .length(5, 'five figures')
    .refine((ids) => new Set(ids).size === ids.length, 'each figure once')
    .default([...HEADLINE]),
  /** By metric id, in the metric's unit: seconds, or a share from 0 to 1. */
  targets: z.record(metric, z.number()).default({}),
})

export type ReportSettings = z.infer<typeof settingsSchema>

export const reportSettingsKind: Kind<ReportSettings> = {
  kind: 'weekly_report',
  label: { en: 'Weekly report', de: 'Wochenbericht' },
  schema: settingsSchema,
  seeds: {},
  shapesFacts: false,
  check: () => [],
}

/** The settings in force now; the defaults where none are stated. */
export async function reportSettings(
  context: Pick<ConfigContext, 'engine' | 'now'>,
): Promise<ReportSettings> {
  const records = await readRecords(context.engine, { kind: 'weekly_report' })
  const timeline = timelinesOf<unknown>(records).find(({ id }) => id === 'default')
  const held = holdingAt(timeline, context.now().getTime())
  return settingsSchema.parse(held?.body ?? {})
}
