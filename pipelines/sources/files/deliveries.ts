import type { CanonicalEvent } from '../../events/event.ts'
import type { MapContext, MapResult, Source } from '../source.ts'
import { isObject } from './json-records.ts'
import type { LineBatch } from './lines.ts'
import { keepLongIntegers } from './long-integers.ts'
import { Unreadable } from './rows.ts'

export interface DeliveryOptions {
  source: string
  through: Source
  context: MapContext
  receivedAt: string
  /** Headers that every body gets which brings none of its own. */
  headers: Readonly<Record<string, string>>
}

/** What one line gave. */
export interface MappedLine {
  events: readonly CanonicalEvent[]
  reject: Unreadable | null
  unmapped: Readonly<Record<string, number>>
}

/**
 * Lines that are webhook bodies, bare or as `{headers, body, account?}` (the body as text or as JSON), through the mapper of
 * their source: the same way as over HTTP, minus the signature.
 */
export function* mapDeliveries({ lines, bad }: LineBatch, options: DeliveryOptions): Generator<MappedLine> {
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? ''
    if (line.trim() === '') continue
    const why = bad.get(i)
    if (why) yield { events: [], reject: new Unreadable(why, line), unmapped: {} }
    else yield mapLine(line, options)
  }
}

function mapLine(line: string, options: DeliveryOptions): MappedLine {
  try {
    const { events, unmapped, failures } = mapped(line, options)
    return { events, unmapped, reject: failures.length ? new Unreadable(failures.join('; '), line) : null }
  } catch (cause) {
    const reason = `the mapper of ${options.through.kind} failed: ${(cause as Error).message}`
    return { events: [], unmapped: {}, reject: new Unreadable(reason, line) }
  }
}

function mapped(line: string, { source, through, context, receivedAt, headers }: DeliveryOptions): MapResult {
  const wrapped = unwrap(line)
  if (wrapped) {
    const kept = Object.entries(wrapped.headers).filter(([name]) => through.keepHeaders.includes(name))
    const delivery = {
      source,
      account: wrapped.account,
      headers: { ...headers, ...Object.fromEntries(kept) },
      body: Buffer.from(wrapped.body, 'utf8'),
      receivedAt,
    }
    return through.map(delivery, context)
  }
  const value = through.mapParsed ? parsed(line) : undefined
  if (through.mapParsed && value !== undefined)
    return through.mapParsed({ source, account: null, headers, value, receivedAt }, context)
  return through.map({ source, account: null, headers, body: Buffer.from(line, 'utf8'), receivedAt }, context)
}

/** Undefined for what is no JSON: then `map` has the words for it. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line.charCodeAt(0) === 0xfeff ? line.slice(1) : line)
  } catch {
    return undefined
  }
}

function unwrap(
  line: string,
): { headers: Record<string, string>; body: string; account: string | null } | null {
  if (!line.includes('"headers"')) return null
  let value: unknown
  try {
    value = JSON.parse(keepLongIntegers(line))
  } catch {
    return null
  }
  if (!isObject(value) || !isObject(value.headers) || !('body' in value)) return null
  const headers = Object.entries(value.headers).map(([name, text]) => [name.toLowerCase(), String(text)])
  const body = typeof value.body === 'string' ? value.body : JSON.stringify(value.body)
  const account = typeof value.account === 'string' ? value.account : null
  return { headers: Object.fromEntries(headers), body, account }
}
