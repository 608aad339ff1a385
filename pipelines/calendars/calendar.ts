import { z } from 'zod'

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time from 00:00 to 24:00')
const stretch = z
  .tuple([wallTime, wallTime])
  .refine(([open, close]) => open < close, 'opens before it closes; a shift over midnight is two stretches')
const stretches = z
  .array(stretch)
  .refine(
    (day) => day.every((one, i) => i === 0 || (day[i - 1]?.[1] ?? '') <= one[0]),
    'in order and not overlapping',
  )
const isoDate = z.iso.date()

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/**
 * Business hours: weekly stretches of wall time in an IANA zone, closed dates, and dates with hours of their own.
 * `version` stands on every clock that used it.
 */
export const calendarSchema = z
  .strictObject({
    zone: z.string().refine(isZone, 'not an IANA time zone'),
    week: z.partialRecord(z.enum(WEEKDAYS), stretches),
    holidays: z.array(isoDate).default([]),
    /** Public holidays of a country (ISO 3166, with region where it matters) on which the calendar is closed. */
    public_holidays: z
      .strictObject({ country: z.string().length(2), region: z.string().optional() })
      .nullable()
      .default(null),
    date_hours: z.record(isoDate, stretches).default({}),
  })
  .refine(
    (calendar) => Object.values(calendar.week).some((day) => (day ?? []).length > 0),
    'a calendar that never opens',
  )

export type Calendar = z.infer<typeof calendarSchema>

const workday: [string, string][] = [['08:00', '18:00']]

export const defaultCalendar: Calendar = {
  zone: 'Europe/Berlin',
  week: { mon: workday, tue: workday, wed: workday, thu: workday, fri: workday },
  holidays: [],
  public_holidays: { country: 'DE' },
  date_hours: {},
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
