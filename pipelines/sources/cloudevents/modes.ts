import { type Dict, dict, parseJsonBody } from '../json-body.ts'

/** The events of one delivery as the sender spelled them, or in words why there are none. */
export type Envelopes =
  | { mode: 'single'; envelope: unknown }
  | { mode: 'batch'; envelopes: readonly unknown[] }
  | { mode: 'lines'; envelopes: readonly unknown[] }
  | { mode: 'none'; problem: string }

/** Attributes that binary mode carries as `ce-…` headers. */
const ATTRIBUTES = ['id', 'source', 'type', 'specversion', 'time', 'subject', 'sequence'] as const

/** Lower-case names of the headers without which a binary delivery could not be mapped again. */
export const MODE_HEADERS: readonly string[] = ['content-type', ...ATTRIBUTES.map((name) => `ce-${name}`)]

type Headers = Readonly<Record<string, string>>

const STRUCTURED = 'application/cloudevents+json'
const LINES = new Set(['application/x-ndjson', 'application/jsonl', 'application/x-jsonlines'])

/** Tells structured, batch, binary and one-per-line deliveries apart (CloudEvents 1.0, HTTP binding). */
export function envelopesOf(headers: Headers, body: Uint8Array): Envelopes {
  const mediaType = mediaTypeOf(headers)
  if (LINES.has(mediaType)) return { mode: 'lines', envelopes: linesOf(body) }
  if (body.length === 0 && isBinary(headers, mediaType))
    return { mode: 'single', envelope: fromHeaders(headers, undefined) }
  const parsed = parseJsonBody(body)
  if ('problem' in parsed) return { mode: 'none', problem: parsed.problem }
  return envelopesOfJson(headers, mediaType, parsed.value)
}

/** The same of a body that is one line of JSON and has been parsed. */
export function envelopesOfValue(headers: Headers, value: unknown): Envelopes {
  const mediaType = mediaTypeOf(headers)
  if (LINES.has(mediaType)) return { mode: 'lines', envelopes: [dict(value)] }
  return envelopesOfJson(headers, mediaType, value)
}

function envelopesOfJson(headers: Headers, mediaType: string, value: unknown): Envelopes {
  if (isBinary(headers, mediaType)) return { mode: 'single', envelope: fromHeaders(headers, value) }
  return Array.isArray(value) ? { mode: 'batch', envelopes: value } : { mode: 'single', envelope: value }
}

function mediaTypeOf(headers: Headers): string {
  const type = headers['content-type'] ?? ''
  return type === STRUCTURED ? type : (type.split(';')[0]?.trim().toLowerCase() ?? '')
}

function isBinary(headers: Headers, mediaType: string): boolean {
  return headers['ce-specversion'] !== undefined && !mediaType.startsWith('application/cloudevents')
}

function fromHeaders(headers: Headers, data: unknown): Dict {
  const envelope: Record<string, unknown> = { data }
  for (const name of ATTRIBUTES) {
    const value = headers[`ce-${name}`]
    if (value !== undefined) envelope[name] = unescaped(value)
  }
  return envelope
}

/** Header values are percent-encoded (HTTP binding, 3.1.3.2); what does not decode stands as it is. */
function unescaped(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** A line that is no JSON becomes null, which no event is: the reader says which line it was. */
function linesOf(body: Uint8Array): unknown[] {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength)
    .toString('latin1')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const parsed = parseJsonBody(Buffer.from(line, 'latin1'))
      return 'value' in parsed ? dict(parsed.value) : null
    })
}
