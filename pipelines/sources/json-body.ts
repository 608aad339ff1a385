import { isUtf8 } from 'node:buffer'

/** An object of parsed JSON. */
export type Dict = Readonly<Record<string, unknown>>

/** The JSON value of a body, or in words why there is none. A byte order mark is allowed. */
export function parseJsonBody(body: Uint8Array): { value: unknown } | { problem: string } {
  if (body.length === 0) return { problem: 'empty' }
  if (!isUtf8(body)) return { problem: 'not valid UTF-8' }
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')
  try {
    return { value: JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) }
  } catch {
    return { problem: 'not valid JSON' }
  }
}

/** The value where it is an object, else null. */
export function dict(value: unknown): Dict | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Dict) : null
}

/** The value where it is a list, else null. */
export function list(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null
}

/** A string that is not empty, or a number as a string; else null. */
export function text(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value
  return typeof value === 'number' ? String(value) : null
}
