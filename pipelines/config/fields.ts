import type { ZodError } from 'zod'

/** Path of each field at fault, with dots, and what is wrong with it: `{ 'targets.resolution.minutes.high': … }`. */
export function fieldsOf(error: ZodError): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [null]
    for (const key of keys) {
      const path = [...issue.path, ...(key === null ? [] : [key])].join('.') || '.'
      fields[path] ??= key === null ? issue.message : 'there is no such field'
    }
  }
  return fields
}

/** `a: too small; b: missing`, for messages. */
export const sentenceOf = (fields: Readonly<Record<string, string>>) =>
  Object.entries(fields)
    .map(([field, why]) => `${field}: ${why}`)
    .join('; ')
