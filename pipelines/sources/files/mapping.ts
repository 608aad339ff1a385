import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { invalid, notFound } from '../../errors.ts'
import { datePattern } from './date-patterns.ts'
import { CANONICAL, EVENT_TYPES, SKIP } from './vocabulary.ts'
import { wallClock } from './zone.ts'

const constant = z.union([z.string(), z.number(), z.boolean()])
/** A column (dots reach into JSON objects), or `{value: …}` for the same on every row. */
const fieldRef = z.union(
  [z.string().min(1), z.strictObject({ column: z.string().min(1) }), z.strictObject({ value: constant })],
  { error: 'the name of a column, or {value: …} for a constant' },
)

const names = (list: readonly string[]) =>
  z.record(z.string(), z.enum(list as [string, ...string[]], { error: `one of ${list.join(', ')}` }))
const anything = z.record(z.string(), constant.transform(String))

const values = z.strictObject({
  type: names([...EVENT_TYPES, SKIP]).optional(),
  status: names(CANONICAL.status).optional(),
  priority: names(CANONICAL.priority).optional(),
  channel: names(CANONICAL.channel).optional(),
  actor_type: names(CANONICAL.actor_type).optional(),
  direction: names(CANONICAL.direction).optional(),
  visibility: names(CANONICAL.visibility).optional(),
  delivery: names(CANONICAL.delivery).optional(),
  countable: z.record(z.string(), z.boolean().transform(String)).optional(),
  score: z.record(z.string(), z.number().transform(String)).optional(),
  team: anything.optional(),
  assignee: anything.optional(),
  brand: anything.optional(),
  tier: anything.optional(),
  topic: anything.optional(),
  kind: anything.optional(),
  category: anything.optional(),
})

const attributes = z.strictObject({
  status: fieldRef.optional(),
  priority: fieldRef.optional(),
  team: fieldRef.optional(),
  assignee: fieldRef.optional(),
  brand: fieldRef.optional(),
  tier: fieldRef.optional(),
  channel: fieldRef.optional(),
  topic: fieldRef.optional(),
})

const list = <T extends z.ZodType>(item: T) =>
  z.union([item, z.array(item).min(1)]).transform((given) => (Array.isArray(given) ? given : [given]))

const zone = z.string().refine((name) => !throws(() => wallClock(name)), 'an IANA zone such as Europe/Berlin')
const pattern = z
  .string()
  .refine(
    (text) => !throws(() => datePattern(text)),
    'iso, epoch_s, epoch_ms, excel, or a pattern such as dd-MM-yyyy HH:mm',
  )

const shared = {
  version: z.literal(1, { error: 'must be 1' }),
  format: z.enum(['csv', 'jsonl', 'json', 'parquet']).optional(),
  delimiter: z.string().length(1).optional(),
  /** Singer and Airbyte files: the stream to read. */
  stream: z.string().min(1).optional(),
  zone: zone.default('UTC'),
  dates: list(pattern).default(['iso']),
  absent: list(constant.transform(String)).default(['']),
  account: fieldRef.optional(),
  customer: fieldRef.optional(),
  at: fieldRef,
  sequence: fieldRef.optional(),
  values: values.default({}),
}

const snapshots = z.strictObject({
  ...shared,
  kind: z.literal('snapshots'),
  ticket: fieldRef,
  created_at: fieldRef.optional(),
  attributes: attributes.refine((given) => Object.keys(given).length > 0, 'needs at least one attribute'),
  id: z.strictObject({ columns: z.array(z.string().min(1)).min(1) }).optional(),
})

const events = z.strictObject({
  ...shared,
  kind: z.literal('events'),
  type: fieldRef,
  ticket: fieldRef.optional(),
  merged_into: fieldRef.optional(),
  attributes: attributes.default({}),
  message: z
    .strictObject({
      id: fieldRef.optional(),
      parent: fieldRef.optional(),
      actor_type: fieldRef.optional(),
      actor: fieldRef.optional(),
      direction: fieldRef.optional(),
      visibility: fieldRef.optional(),
      kind: fieldRef.optional(),
      length: fieldRef.optional(),
      /** Measured and dropped; never stored. */
      text: fieldRef.optional(),
      countable: fieldRef.optional(),
      delivery: fieldRef.optional(),
      category: fieldRef.optional(),
      template: fieldRef.optional(),
      error: fieldRef.optional(),
    })
    .default({}),
  rating: z
    .strictObject({
      score: fieldRef.optional(),
      scale: z
        .tuple([z.number(), z.number()])
        .refine(([min, max]) => min < max, 'the lowest score, then the highest')
        .default([0, 1]),
      survey: fieldRef.optional(),
    })
    .optional(),
  id: z
    .union(
      [
        z.literal('row'),
        z.literal('row-ordinal'),
        z.strictObject({ columns: z.array(z.string().min(1)).min(1) }),
      ],
      { error: 'row, row-ordinal or {columns: […]}' },
    )
    .optional(),
})

const mappingSchema = z
  .discriminatedUnion('kind', [snapshots, events], { error: 'kind must be snapshots or events' })
  .superRefine((mapping, context) => {
    if (mapping.kind === 'events' && !mapping.ticket && !(mapping.customer && mapping.attributes.channel))
      context.addIssue({
        code: 'custom',
        path: ['ticket'],
        message: 'needs a ticket, or customer and attributes.channel for conversations without one',
      })
  })

export type Mapping = z.infer<typeof mappingSchema>
export type SnapshotMapping = Extract<Mapping, { kind: 'snapshots' }>
export type EventMapping = Extract<Mapping, { kind: 'events' }>
export type FieldRef = z.infer<typeof fieldRef>

export type AttributeName = keyof z.infer<typeof attributes>

/** Reads a mapping file (YAML). Throws `not_found`, or `invalid` with each wrong field and what it should be. */
export async function loadMapping(path: string): Promise<Mapping> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch {
    throw notFound(`mapping ${basename(path)} cannot be read`)
  }
  return parseMapping(text, basename(path))
}

/** Parses the text of a mapping file; `name` only stands in the messages. */
export function parseMapping(text: string, name = 'mapping'): Mapping {
  let input: unknown
  try {
    input = parse(text)
  } catch (cause) {
    const why = (cause as Error).message.split('\n', 1)[0] ?? ''
    throw invalid(`${name} is not YAML: ${why}`, { mapping: why })
  }
  const result = mappingSchema.safeParse(input)
  if (result.success) return result.data
  const fields = Object.fromEntries(
    result.error.issues.map((issue) => [issue.path.join('.') || 'mapping', issue.message]),
  )
  const said = Object.entries(fields).map(([field, why]) => `${field}: ${why}`)
  throw invalid(`${name} is not valid: ${said.join('; ')}`, fields)
}

function throws(work: () => unknown): boolean {
  try {
    work()
    return false
  } catch {
    return true
  }
}
