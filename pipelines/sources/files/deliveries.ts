import type { CanonicalEvent } from '../../events/event.ts'
import type { Delivery, MapContext, Source } from '../source.ts'
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
  const { headers, body, account } = unwrap(line) ?? { headers: {}, body: line, account: null }
  const kept = Object.entries(headers).filter(([name]) => options.through.keepHeaders.includes(name))
  const delivery: Delivery = {
    source: options.source,
    account,
    headers: { ...options.headers, ...Object.fromEntries(kept) },
    body: Buffer.from(body, 'utf8'),
    receivedAt: options.receivedAt,
  }
  try {
    const { events, unmapped, failures } = options.through.map(delivery, options.context)
    return { events, unmapped, reject: failures.length ? new Unreadable(failures.join('; '), line) : null }
  } catch (cause) {
    const reason = `the mapper of ${options.through.kind} failed: ${(cause as Error).message}`
    return { events: [], unmapped: {}, reject: new Unreadable(reason, line) }
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
