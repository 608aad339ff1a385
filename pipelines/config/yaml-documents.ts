/** The YAML form of the configuration: a list of documents, or one. */
import { parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { invalid } from '../errors.ts'
import { fieldsOf, sentenceOf } from './fields.ts'
import { KINDS } from './kinds.ts'
import { instantSchema } from './record.ts'

const documentSchema = z
  .strictObject({
    kind: z.enum(KINDS.map((one) => one.kind)),
    id: z.string(),
    /** Absent: from the import on; null: since ever. */
    valid_from: instantSchema.nullish(),
    note: z.string().max(1000).nullish(),
    body: z.record(z.string(), z.unknown()),
  })
  .transform(({ valid_from, note, ...rest }) => ({ ...rest, validFrom: valid_from, note: note ?? null }))

export type StatedDocument = z.infer<typeof documentSchema>

/** Throws `invalid` naming line or field; a thing that is stated twice is refused too. */
export function parseDocuments(text: string): StatedDocument[] {
  const items = itemsOf(text)
  const fields: Record<string, string> = {}
  const documents = items.flatMap((item, i) => {
    const read = documentSchema.safeParse(item)
    if (read.success) return [read.data]
    for (const [path, why] of Object.entries(fieldsOf(read.error))) fields[`${i}.${path}`] = why
    return []
  })
  const seen = new Set<string>()
  documents.forEach(({ kind, id }, i) => {
    if (seen.has(`${kind}.${id}`)) fields[`${i}.id`] = `${kind} ${id} is stated twice`
    seen.add(`${kind}.${id}`)
  })
  if (items.length === 0) fields.yaml = 'says nothing'
  if (Object.keys(fields).length > 0) throw invalid(`not valid: ${sentenceOf(fields)}`, fields)
  return documents
}

function itemsOf(text: string): unknown[] {
  return parseAllDocuments(text).flatMap((document) => {
    try {
      if (document.errors[0]) throw document.errors[0]
      const content: unknown = document.toJS({ maxAliasCount: 100 })
      return content === null ? [] : Array.isArray(content) ? (content as unknown[]) : [content]
    } catch (error) {
      const { message } = error as Error
      throw invalid(`not YAML: ${message}`, { yaml: message })
    }
  })
}
