import { isObject, parseObject } from './json-records.ts'
import { Unreadable } from './rows.ts'

const LINES = 50

/** The first line of the head that is a JSON object, so that one broken line does not decide what a file is. */
export function firstObject(head: Buffer): Readonly<Record<string, unknown>> | null {
  const lines = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split('\n', LINES)
  for (const line of lines) {
    const value = line.trim() === '' ? null : parseObject(line)
    if (value && !(value instanceof Unreadable)) return value
  }
  return null
}

/** A CloudEvent in structured mode, bare or as the body of `{headers, body}`. */
export function isCloudEvent(record: Readonly<Record<string, unknown>> | null): boolean {
  if (!record) return false
  return (
    typeof record.specversion === 'string' ||
    (isObject(record.body) && typeof record.body.specversion === 'string')
  )
}

/** The names that a record of this file has, for messages: those within Singer and Airbyte envelopes. */
export function namesSeen(record: Readonly<Record<string, unknown>> | null): readonly string[] {
  if (!record) return []
  const inner = isObject(record.record)
    ? record.record
    : isObject(record.data) && record.stream
      ? record.data
      : record
  return Object.keys(isObject(inner.data) && inner.stream ? inner.data : inner)
}
