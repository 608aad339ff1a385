/** What holds when: the meaning of versions and their `validFrom`. */
import type { ZodType } from 'zod'
import { type Calendar, calendarSchema } from '../calendars/calendar.ts'
import type { Reader } from '../engine/port.ts'
import { type Policy, policySchema } from './policy.ts'
import type { ConfigRecord } from './record.ts'
import { readRecords } from './records.ts'

/** A stretch in which one version holds, half-open; an open end is null. */
export interface Span<T> {
  version: number
  body: T
  fromMs: number | null
  toMs: number | null
}

/** Disjoint spans in order; stretches in which it is withdrawn, or not stated yet, have none. */
export interface Timeline<T> {
  id: string
  spans: Span<T>[]
}

/**
 * At every instant the highest version holds whose `validFrom` has come: a later statement replaces earlier ones from
 * its own instant on, for good. Pure function of all records of one kind; sorted by id.
 */
export function timelinesOf<T>(records: readonly ConfigRecord[]): Timeline<T>[] {
  const byId = new Map<string, ConfigRecord[]>()
  for (const record of records) byId.set(record.id, [...(byId.get(record.id) ?? []), record])
  return [...byId]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, versions]) => ({ id, spans: spansOf<T>(versions) }))
}

/** The span that holds at an instant, or null. */
export function holdingAt<T>(timeline: Timeline<T> | undefined, ms: number): Span<T> | null {
  return timeline?.spans.find((span) => startOf(span) <= ms && ms < endOf(span)) ?? null
}

export const startOf = ({ fromMs }: Pick<Span<unknown>, 'fromMs'>) => fromMs ?? Number.NEGATIVE_INFINITY
export const endOf = ({ toMs }: Pick<Span<unknown>, 'toMs'>) => toMs ?? Number.POSITIVE_INFINITY

/**
 * Timelines of calendars and policies, with bodies as the schemas of today read them.
 *
 *     const { policies } = await readTimelines(engine)
 *     policies[0] // { id: 'default', spans: [{ version: 1, body, fromMs: null, toMs: null }] }
 */
export async function readTimelines(
  reader: Reader,
): Promise<{ calendars: Timeline<Calendar>[]; policies: Timeline<Policy>[] }> {
  const records = await readRecords(reader)
  const of = <T>(kind: string, schema: ZodType<T>) =>
    timelinesOf<T>(records.filter((record) => record.kind === kind)).map((one) => readAs(one, schema))
  return { calendars: of('calendar', calendarSchema), policies: of('policy', policySchema) }
}

/** A body that an earlier schema let through and this one does not is handed on as it is: what was recorded holds. */
function readAs<T>({ id, spans }: Timeline<T>, schema: ZodType<T>): Timeline<T> {
  return {
    id,
    spans: spans.map((span) => {
      const read = schema.safeParse(span.body)
      return read.success ? { ...span, body: read.data } : span
    }),
  }
}

/** Each version reaches from its instant to the earliest one that any higher version states. */
function spansOf<T>(versions: readonly ConfigRecord[]): Span<T>[] {
  const spans: Span<T>[] = []
  let until = Number.POSITIVE_INFINITY
  for (const { version, validFrom, body } of [...versions].sort((a, b) => b.version - a.version)) {
    const from = validFrom === null ? Number.NEGATIVE_INFINITY : Date.parse(validFrom)
    if (from >= until) continue
    if (body !== null) spans.unshift({ version, body: body as T, fromMs: finite(from), toMs: finite(until) })
    until = from
  }
  return spans
}

const finite = (ms: number) => (Number.isFinite(ms) ? ms : null)
