/** What may be recorded: each body by its kind's schema, and all records together by the kinds' checks. */
import { invalid } from '../errors.ts'
import { inSchemaOrder } from './canonical.ts'
import { fieldsOf, sentenceOf } from './fields.ts'
import { type Finding, worldOf } from './kind.ts'
import { jsonSchemaOf, KINDS, kindOf } from './kinds.ts'
import { type Body, type ConfigRecord, idSchema } from './record.ts'

/** What is to be stated: becomes the next version of its kind and id. */
export type Draft = Pick<ConfigRecord, 'kind' | 'id' | 'validFrom' | 'note'> & {
  /** As somebody wrote it; null withdraws. */
  body: unknown
}

/**
 * The records that the drafts become on top of `records`. Throws `invalid` with the fields of all that is wrong:
 * paths in the body, behind `kind.id.` when there are several drafts.
 */
export function recordsFrom(
  drafts: readonly Draft[],
  records: readonly ConfigRecord[],
  by: { author: string; recordedAt: string },
): ConfigRecord[] {
  const fields: Record<string, string> = {}
  const prefix = (one: { kind: string; id: string }) => (drafts.length > 1 ? `${one.kind}.${one.id}.` : '')
  const added: ConfigRecord[] = []
  for (const { kind, id, validFrom, note, body } of drafts) {
    const place = prefix({ kind, id })
    const named = idSchema.safeParse(id)
    if (!named.success) fields[`${place}id`] = named.error.issues[0]?.message ?? 'not an id'
    const read = readBody(kind, body)
    for (const [path, why] of Object.entries(read.fields)) fields[place + path] = why
    const version = nextVersion([...records, ...added], kind, id)
    added.push({ kind, id, version, validFrom, ...by, note, body: read.body })
  }
  refuse(fields)
  const found = newFindings(records, [...records, ...added])
  const own = found.filter((one) => added.some((record) => record.kind === one.kind && record.id === one.id))
  for (const one of own) fields[prefix(one) + one.field] ??= one.message
  if (own.length === 0) for (const one of found) fields[`${one.kind}.${one.id}.${one.field}`] ??= one.message
  refuse(fields)
  return added
}

/** A body as its kind's schema reads it, with defaults filled in and in the schema's order, or what is wrong with it. */
export function readBody(kind: string, body: unknown): { body: Body | null; fields: Record<string, string> } {
  if (body === null) return { body: null, fields: {} }
  const known = kindOf(kind)
  const read = known.schema.safeParse(body)
  return read.success
    ? { body: inSchemaOrder(read.data, jsonSchemaOf(known)) as Body, fields: {} }
    : { body: null, fields: fieldsOf(read.error) }
}

export function nextVersion(records: readonly ConfigRecord[], kind: string, id: string): number {
  return (
    1 + Math.max(0, ...records.filter((one) => one.kind === kind && one.id === id).map((one) => one.version))
  )
}

/** What was wrong before, by rules that came later, keeps nobody from changing something else. */
function newFindings(before: readonly ConfigRecord[], after: readonly ConfigRecord[]): Finding[] {
  const known = new Set(findings(before).map((one) => JSON.stringify(one)))
  return findings(after).filter((one) => !known.has(JSON.stringify(one)))
}

function findings(records: readonly ConfigRecord[]): Finding[] {
  const world = worldOf(records)
  return KINDS.flatMap((kind) => kind.check(world))
}

function refuse(fields: Record<string, string>): void {
  if (Object.keys(fields).length > 0) throw invalid(`not valid: ${sentenceOf(fields)}`, fields)
}
