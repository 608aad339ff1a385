/** Who gets the weekly report, of what, when and in which language: configuration of the kind `report_recipient`. */
import { z } from 'zod'
import { WEEKDAYS } from '../calendars/calendar.ts'
import { minutesOf } from '../calendars/days.ts'
import type { Kind } from '../config/kind.ts'
import { readRecords } from '../config/records.ts'
import { type Timeline, timelinesOf } from '../config/timeline.ts'
import type { Reader } from '../engine/port.ts'
import { LANGUAGES } from '../language.ts'
import { zoneOf } from '../metrics/zone.ts'

const isZone = (text: string) => {
  try {
    return zoneOf(text) === text
  } catch {
    return false
  }
}

/** What every figure of the page knows; no persons. */
export const FILTER_DIMENSIONS = ['team', 'channel', 'brand', 'source', 'priority', 'tier', 'topic'] as const

const filter = z.strictObject({
  dimension: z.enum(FILTER_DIMENSIONS),
  values: z.array(z.string().max(200).nullable()).min(1, 'at least one value').max(100),
  exclude: z.boolean().default(false),
})

export const recipientSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'a name')
    .max(100)
    .refine((text) => !/\p{Cc}/u.test(text), 'on one line'),
  email: z.email('an e-mail address').max(254),
  language: z.enum(LANGUAGES).default('en'),
  tz: z.string().refine(isZone, 'an IANA zone such as Europe/Berlin').default('UTC'),
  /** When the report of the week before is due, in that zone. */
  weekday: z.enum(WEEKDAYS).default('mon'),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time from 00:00 to 23:59')
    .default('07:00'),
  filters: z.array(filter).max(20).default([]),
  /** Sends nothing while it holds: so too after unsubscribing. */
  paused: z.boolean().default(false),
})

export type Recipient = z.infer<typeof recipientSchema>

export const recipientKind: Kind<Recipient> = {
  kind: 'report_recipient',
  label: { en: 'Recipient of the weekly report', de: 'Empfänger des Wochenberichts' },
  schema: recipientSchema,
  seeds: {},
  shapesFacts: false,
  check: () => [],
}

/** All there ever were, with what held when. Bodies that today's schema does not read are left out. */
export async function readRecipients(reader: Reader): Promise<Timeline<Recipient>[]> {
  const records = await readRecords(reader, { kind: 'report_recipient' })
  return timelinesOf<unknown>(records).map(({ id, spans }) => ({
    id,
    spans: spans.flatMap((span) => {
      const read = recipientSchema.safeParse(span.body)
      return read.success ? [{ ...span, body: read.data }] : []
    }),
  }))
}

/** Days after Monday, and minutes after midnight, at which a report is due. */
export const dueAt = ({ weekday, time }: Pick<Recipient, 'weekday' | 'time'>) => ({
  days: WEEKDAYS.indexOf(weekday),
  minutes: minutesOf(time),
})
