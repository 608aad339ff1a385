import { z } from 'zod'
import { epochMs, utcMs } from '../instant.ts'
import { dict } from '../json-body.ts'

/** The attributes of an event as the sender spelled them. */
export interface Envelope {
  readonly id: string
  readonly source: string
  readonly type: string
  /** ISO 8601 with a zone. */
  readonly time: string
  /** The same in unix milliseconds. */
  readonly timeMs: number
  readonly sequence: string | number | undefined
  readonly data: unknown
}

/** What an envelope has to be: says in words what is wrong with one that the reader refuses. */
export const envelopeSchema = z.looseObject({
  specversion: z.literal('1.0'),
  id: z.string().min(1),
  source: z.string().min(1),
  type: z.string().min(1),
  time: z.iso.datetime({ offset: true }),
  sequence: z.union([z.string(), z.number()]).optional(),
  data: z.unknown(),
})

const ANY_DATETIME = z.regexes.datetime({ offset: true })

/** Reads exactly what the schema takes, many times as fast; null for what it refuses. */
export function readEnvelope(given: unknown): Envelope | null {
  const envelope = dict(given)
  if (envelope?.specversion !== '1.0') return null
  const { id, source, type, time, sequence, data } = envelope
  if (typeof id !== 'string' || typeof source !== 'string' || typeof type !== 'string') return null
  if (id === '' || source === '' || type === '' || typeof time !== 'string') return null
  if (sequence !== undefined && typeof sequence !== 'string' && !Number.isFinite(sequence)) return null
  if (data === undefined && !('data' in envelope)) return null
  const timeMs = utcMs(time) ?? (ANY_DATETIME.test(time) ? epochMs(time) : null)
  if (timeMs === null) return null
  return { id, source, type, time, timeMs, sequence: sequence as string | number | undefined, data }
}
