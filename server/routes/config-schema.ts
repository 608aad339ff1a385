import { z } from '@hono/zod-openapi'
import { instantSchema } from '../../pipelines/config/record.ts'

const body = z.record(z.string(), z.unknown())
const instant = z.string().nullable().openapi({ description: '`null`: since ever' })

export const recordViewSchema = z
  .object({
    kind: z.string(),
    id: z.string(),
    version: z.number().int(),
    validFrom: instant,
    recordedAt: z.string(),
    author: z.string(),
    note: z.string().nullable(),
    body: body.nullable().openapi({ description: '`null`: withdrawn' }),
  })
  .openapi('ConfigVersion')

const clocksChanged = z
  .number()
  .int()
  .openapi({ description: 'Clocks of the past that say something else now' })

export const newVersionSchema = recordViewSchema.extend({ clocksChanged }).openapi('NewConfigVersion')

export const statedViewSchema = recordViewSchema
  .extend({ state: z.enum(['in_force', 'planned', 'superseded', 'withdrawn']) })
  .openapi('ConfigVersionState')

export const kindSchema = z
  .object({
    kind: z.string(),
    label: z.object({ en: z.string(), de: z.string() }),
    schema: z.record(z.string(), z.unknown()).openapi({ description: 'JSON Schema of the body' }),
  })
  .openapi('ConfigKind')

const changeSchema = z
  .object({
    field: z.string().openapi({ description: 'Path with dots; `.` for the whole body' }),
    before: z.unknown(),
    after: z.unknown(),
  })
  .openapi('ConfigFieldChange')

export const diffSchema = z
  .object({ from: z.number().int(), to: z.number().int(), changes: z.array(changeSchema) })
  .openapi('ConfigDiff')

const importedRowSchema = z
  .object({
    kind: z.string(),
    id: z.string(),
    action: z.enum(['created', 'changed', 'unchanged']),
    version: z.number().int(),
    validFrom: instant,
    backdated: z.boolean().openapi({ description: 'Says something else about the past than before' }),
    changes: z.array(changeSchema),
  })
  .openapi('ConfigImportedRow')

export const importedSchema = z
  .object({ rows: z.array(importedRowSchema), clocksChanged })
  .openapi('ConfigImported')

const version = z.coerce.number().int().min(1)

export const kindParams = z.object({ kind: z.string().max(100) })
export const idParams = kindParams.extend({ id: z.string().max(100) })
export const diffQuery = z.object({
  from: version.or(z.literal('0').transform(Number)).optional(),
  to: version.optional(),
})
export const atQuery = z.object({ at: instantSchema.optional() })
export const dryRunQuery = z.object({ dryRun: z.stringbool().optional() })
export const allQuery = z.object({ all: z.stringbool().optional() })
export const datedQuery = z.object({ dated: z.stringbool().optional() })

const validFrom = instantSchema.nullable().optional().openapi({
  description: 'From when it holds; `null`: since ever; absent: from now on',
})
const basedOn = z.number().int().min(0).optional().openapi({
  description: 'Latest version that the writer knew, 0 for none; another one answers 409',
})
const note = z.string().max(1000).nullable().optional()

export const putBody = z.strictObject({ body, validFrom, basedOn, note })
export const restoreBody = z.strictObject({ version: z.number().int().min(1), validFrom, basedOn, note })
export const withdrawQuery = z.object({
  validFrom: instantSchema.optional(),
  basedOn: z.coerce.number().int().min(0).optional(),
  note: note.unwrap().unwrap().optional(),
})
export const importBody = z.strictObject({ yaml: z.string().min(1) })
