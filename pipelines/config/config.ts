import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { calendarSchema, defaultCalendar } from '../calendars/calendar.ts'
import { invalid } from '../errors.ts'
import { defaultPolicy, policySchema } from './policy.ts'

const sourceSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'lower-case letters, digits, - and _'),
  kind: z.string(),
  settings: z.record(z.string(), z.unknown()).default({}),
})

const configSchema = z.strictObject({
  sources: z.array(sourceSchema).default([]),
  sessions: z
    .strictObject({
      idle_hours: z
        .number()
        .positive()
        .max(24 * 30)
        .default(24),
    })
    .default({ idle_hours: 24 }),
  calendar: calendarSchema.default(defaultCalendar),
  policy: policySchema.default(defaultPolicy),
  retention: z
    .strictObject({ deliveries_days: z.number().positive().default(30) })
    .default({ deliveries_days: 30 }),
  /** IANA zone that pages and reports start with. */
  zone: z.string().optional(),
})

/** `pegel.yml` of a data folder, with every default filled in. */
export type Config = z.infer<typeof configSchema>

/**
 * Reads `<dataDir>/pegel.yml`; a folder without one has the defaults.
 * Throws `invalid` naming each wrong field.
 */
export function loadConfig(dataDir: string): Config {
  const path = join(dataDir, 'pegel.yml')
  const input: unknown = existsSync(path) ? (parse(readFileSync(path, 'utf8')) ?? {}) : {}
  return parseConfig(input, path)
}

export function parseConfig(input: unknown, path = 'configuration'): Config {
  const result = configSchema.safeParse(input)
  if (!result.success) {
    const fields = Object.fromEntries(
      result.error.issues.map((issue) => [issue.path.join('.') || '.', issue.message]),
    )
    throw invalid(
      `${path} is not valid: ${Object.entries(fields)
        .map(([field, why]) => `${field}: ${why}`)
        .join('; ')}`,
      fields,
    )
  }
  const names = result.data.sources.map((source) => source.name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice) throw invalid(`${path}: two sources are named ${twice}`, { sources: `two are named ${twice}` })
  return result.data
}
