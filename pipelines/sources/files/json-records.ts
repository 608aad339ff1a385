import type { LineBatch } from './lines.ts'
import { keepLongIntegers } from './long-integers.ts'
import { Unreadable } from './rows.ts'

type JsonObject = Readonly<Record<string, unknown>>

/** Kinds of Singer and Airbyte messages that carry no record. */
const SILENT = new Set([
  'SCHEMA',
  'STATE',
  'ACTIVATE_VERSION',
  'BATCH',
  'LOG',
  'TRACE',
  'SPEC',
  'CATALOG',
  'CONTROL',
  'CONNECTION_STATUS',
])

/**
 * Lines of JSON → records. Plain objects, Singer (`{"type":"RECORD","stream",…,"record":{…}}`) and Airbyte
 * (`{"type":"RECORD","record":{"stream","data"}}` and `{"stream","data","emitted_at"}`) lines may be mixed; their
 * SCHEMA, STATE and log lines are passed over. With `stream`, records of other streams are counted in `passedOver`.
 */
export async function* readJsonRecords(
  batches: AsyncIterable<LineBatch>,
  stream: string | undefined,
  passedOver: Map<string, number>,
): AsyncGenerator<(JsonObject | Unreadable)[]> {
  for await (const { lines, bad } of batches) {
    const out: (JsonObject | Unreadable)[] = []
    for (let i = 0; i < lines.length; i++) {
      const line = i === 0 ? (lines[i] ?? '').replace(/^\uFEFF/, '') : (lines[i] ?? '')
      if (line.trim() === '') continue
      const why = bad.get(i)
      const parsed = why ? new Unreadable(why, line) : parseObject(line)
      const record = parsed instanceof Unreadable ? parsed : unwrap(parsed, stream, passedOver)
      if (record) out.push(record)
    }
    yield out
  }
}

/** One line → object, with integers beyond 2^53 as text. */
export function parseObject(line: string): JsonObject | Unreadable {
  try {
    const value: unknown = JSON.parse(keepLongIntegers(line))
    return isObject(value) ? value : new Unreadable('line is not a JSON object', line)
  } catch (cause) {
    return new Unreadable(`line is not JSON: ${(cause as Error).message}`, line)
  }
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function unwrap(
  line: JsonObject,
  wanted: string | undefined,
  passedOver: Map<string, number>,
): JsonObject | Unreadable | null {
  const message = envelope(line)
  if (message === null) return line
  if (message === 'silent') return null
  const { stream, record } = message
  if (!isObject(record)) return new Unreadable('RECORD line without a record', JSON.stringify(line))
  if (wanted === undefined || stream === wanted) return record
  const name = `stream:${String(stream)}`
  passedOver.set(name, (passedOver.get(name) ?? 0) + 1)
  return null
}

function envelope(line: JsonObject): { stream: unknown; record: unknown } | 'silent' | null {
  const { type, record, stream, data } = line
  if (type === 'RECORD') {
    if (isObject(record) && isObject(record.data)) return { stream: record.stream, record: record.data }
    return { stream, record }
  }
  if (typeof type === 'string' && SILENT.has(type) && !('id' in line)) return 'silent'
  if ('emitted_at' in line && isObject(data)) return { stream, record: data }
  return null
}
