import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { invalid } from '../errors.ts'
import { fieldsOf, sentenceOf } from './fields.ts'
import { helpdeskSchema } from './helpdesk.ts'
import { idSchema } from './record.ts'

const sourceSchema = z.strictObject({
  name: idSchema,
  kind: z.string(),
  settings: z.record(z.string(), z.unknown()).default({}),
  /** Where people open its tickets; pages link there. */
  helpdesk: helpdeskSchema.optional(),
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
  retention: z
    .strictObject({
      deliveries_days: z.number().positive().default(30),
      /** Turns of alerts and who was told, once they are over. */
      alerts_days: z.number().min(1).default(400),
    })
    .prefault({}),
  /** How notices leave. */
  alerts: z
    .strictObject({
      /** Where people reach these pages; links in notices start with it. */
      link: z.url().default('http://localhost:3000'),
      /** Addresses and networks inside private ones that notices may go to, as `10.1.2.3` or `10.1.0.0/16`. */
      allow_private: z.array(z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()])).default([]),
      /** Who is told when an endpoint is given up. */
      admins: z.array(z.email()).default([]),
    })
    .prefault({}),
  /** The server that takes our mail; without one no mail is sent. */
  mail: z
    .strictObject({
      host: z.string().min(1),
      port: z.number().int().min(1).max(65_535).default(587),
      /** TLS from the first byte; else it is switched to where the server offers it. */
      secure: z.boolean().default(false),
      user: z.string().optional(),
      password: z.string().optional(),
      from: z.string().min(1),
    })
    .optional(),
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
    const fields = { ...fieldsOf(result.error), ...moved(input) }
    throw invalid(`${path} is not valid: ${sentenceOf(fields)}`, fields)
  }
  const names = result.data.sources.map((source) => source.name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice) throw invalid(`${path}: two sources are named ${twice}`, { sources: `two are named ${twice}` })
  return result.data
}

/** What stood here before it became versioned. */
function moved(input: unknown): Record<string, string> {
  const found = ['calendar', 'policy'].filter((field) => typeof input === 'object' && field in (input ?? {}))
  return Object.fromEntries(
    found.map((field) => [
      field,
      'moved: state it with `pegel config import FILE.yml` (docs/configuration.md) and take it out here',
    ]),
  )
}
