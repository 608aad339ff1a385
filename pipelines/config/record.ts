import { z } from 'zod'
import { instantText } from '../instant-text.ts'

const EARLIEST = '1970-01-01T00:00:00Z'
const LATEST = '2199-12-31T23:59:59Z'

/** An ISO instant with its offset, 1970 to 2199, as every record states them: UTC, milliseconds only where there are any. */
export const instantSchema = z.iso
  .datetime({ offset: true, error: 'an instant such as 2026-12-01T00:00:00Z' })
  .transform((text) => instantText(new Date(text)))
  .refine((text) => text >= EARLIEST && text <= LATEST, 'an instant from 1970 to 2199')

export const idSchema = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'lower-case letters, digits, - and _')

/** One version of one thing that is configured. Records are appended and never changed. */
export const recordSchema = z.object({
  kind: z.string(),
  id: z.string(),
  /** 1, 2, 3, … per kind and id, in the order in which they were stated. */
  version: z.number().int().positive(),
  /** Instant from which it holds; null: since ever. */
  validFrom: z.string().nullable(),
  recordedAt: z.string(),
  author: z.string(),
  note: z.string().nullable(),
  /** What is configured, as the kind's schema read it then; null: withdrawn. */
  body: z.record(z.string(), z.unknown()).nullable(),
})

export type ConfigRecord = z.infer<typeof recordSchema>
export type Body = NonNullable<ConfigRecord['body']>
