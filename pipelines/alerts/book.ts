/** Rules, silences and endpoints as the configuration states them. */
import type { ZodType } from 'zod'
import type { ConfigRecord } from '../config/record.ts'
import { readRecords } from '../config/records.ts'
import { holdingAt, timelinesOf } from '../config/timeline.ts'
import type { Reader } from '../engine/port.ts'
import { type Endpoint, endpointSchema } from './rule/endpoint.ts'
import { type Rule, ruleSchema } from './rule/rule.ts'
import { type Silence, silenceSchema } from './rule/silence.ts'

export interface Stated<T> {
  id: string
  version: number
  body: T
  /** When this version began to hold; null: since ever. */
  fromMs: number | null
}

export interface Book {
  rules: readonly Stated<Rule>[]
  silences: readonly Stated<Silence>[]
  endpoints: readonly Stated<Endpoint>[]
  /** The last body that a rule had, whether it holds or not. */
  lastRule(id: string): Rule | null
}

/** What holds at an instant. */
export async function readBook(reader: Reader, atMs: number): Promise<Book> {
  const [alerts, silences, endpoints] = await Promise.all(
    ['alert', 'silence', 'endpoint'].map((kind) => readRecords(reader, { kind })),
  )
  return {
    rules: holding(alerts ?? [], ruleSchema, atMs),
    silences: holding(silences ?? [], silenceSchema, atMs),
    endpoints: holding(endpoints ?? [], endpointSchema, atMs),
    lastRule(id) {
      const last = (alerts ?? []).findLast((record) => record.id === id && record.body !== null)
      const read = ruleSchema.safeParse(last?.body)
      return read.success ? read.data : null
    },
  }
}

/** A body that today's schema does not read any more is left out; the configuration page shows it. */
function holding<T>(records: readonly ConfigRecord[], schema: ZodType<T>, atMs: number): Stated<T>[] {
  return timelinesOf<unknown>(records).flatMap((timeline) => {
    const span = holdingAt(timeline, atMs)
    const read = span && schema.safeParse(span.body)
    return span && read?.success
      ? [{ id: timeline.id, version: span.version, body: read.data, fromMs: span.fromMs }]
      : []
  })
}
