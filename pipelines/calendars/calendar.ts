import { z } from 'zod'
import { dayOf, instantMs } from './days.ts'
import { unknownPlace } from './holidays.ts'

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

const DATE = 'a date that exists, from 1970-01-01 to 2199-12-31, as 2026-12-25'
const INSTANT = 'an instant from 1970 to 2199 with its offset, as 2026-12-24T14:00+01:00'
const wallTime = z
  .string('a time from 00:00 to 24:00')
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, { error: 'a time from 00:00 to 24:00', abort: true })
const isoDate = z.string(DATE).refine((date) => dayOf(date) !== null, DATE)
const instant = z.string(INSTANT).refine((text) => instantMs(text) !== null, { error: INSTANT, abort: true })

const stretch = z
  .tuple([wallTime, wallTime], 'a pair [open, close]')
  .refine(([open, close]) => open < close, {
    error:
      'closes before it opens: a shift over midnight is two stretches, one until 24:00 and one from 00:00 of the next day',
    abort: true,
  })

const stretches = z.array(stretch, 'a list of [open, close]').superRefine((day, context) => {
  for (const { later, earlier } of overlaps(day, (time) => time)) {
    context.addIssue({ code: 'custom', path: [later], message: `overlaps ${day[earlier]?.join('–')}` })
  }
})

const pauses = z
  .array(
    z
      .tuple([instant, instant], 'a pair [from, to] of instants')
      .refine(([from, to]) => (instantMs(from) ?? 0) < (instantMs(to) ?? 0), {
        error: 'ends before it begins',
        abort: true,
      }),
    'a list of [from, to]',
  )
  .superRefine((list, context) => {
    for (const { later, earlier } of overlaps(list, (text) => instantMs(text) ?? 0)) {
      context.addIssue({ code: 'custom', path: [later], message: `overlaps ${list[earlier]?.join('–')}` })
    }
  })

const publicHolidays = z
  .strictObject({
    /** ISO 3166 code, with the code of a state, or of a state and region in it: `BY`, `BY-A`. */
    country: z.string(),
    region: z.string().optional(),
    /** Public holidays on which the calendar is open as on any other day. */
    except: z.array(isoDate).default([]),
  })
  .superRefine(({ country, region }, context) => {
    const unknown = unknownPlace(country, region)
    if (unknown) context.addIssue({ code: 'custom', path: [unknown.field], message: unknown.message })
  })

/**
 * Business hours: weekly stretches of wall time in an IANA zone, and what departs from them. What comes first holds:
 * `pauses`, `date_hours`, `holidays` and `public_holidays`, `week`.
 */
export const calendarSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(200).optional(),
    zone: z.string().refine(isZone, 'not an IANA time zone'),
    week: z.partialRecord(z.enum(WEEKDAYS), stretches).default({}),
    /** Dates on which the calendar is closed. */
    holidays: z
      .array(
        z.union([isoDate, z.strictObject({ date: isoDate, name: z.string() })], 'a date, or {date, name}'),
      )
      .default([]),
    public_holidays: publicHolidays.nullable().default(null),
    /** Dates with hours of their own; `[]` is closed. */
    date_hours: z
      .record(z.string(), stretches)
      .superRefine((dates, context) => {
        for (const date of Object.keys(dates)) {
          if (dayOf(date) === null) context.addIssue({ code: 'custom', path: [date], message: DATE })
        }
      })
      .default({}),
    /** Instants `[from, to)` that do not count. */
    pauses: pauses.default([]),
    /** Teams whose tickets use this calendar. */
    teams: z.array(z.string().min(1)).default([]),
  })
  .refine(
    ({ week, date_hours }) =>
      [...Object.values(week), ...Object.values(date_hours)].some((day) => (day ?? []).length > 0),
    { error: 'a calendar that never opens', path: ['week'] },
  )

export type Calendar = z.infer<typeof calendarSchema>
export type Stretch = readonly [open: string, close: string]

const workday: [string, string][] = [['08:00', '18:00']]

export const defaultCalendar: Calendar = {
  zone: 'Europe/Berlin',
  week: { mon: workday, tue: workday, wed: workday, thu: workday, fri: workday },
  holidays: [],
  public_holidays: { country: 'DE', except: [] },
  date_hours: {},
  pauses: [],
  teams: [],
}

/** Date of an entry of `holidays`, which may stand alone or with a name. */
export function holidayDate(holiday: Calendar['holidays'][number]): string {
  return typeof holiday === 'string' ? holiday : holiday.date
}

/** Pairs of positions whose spans share time, each span with the one before it in time. */
function overlaps<T extends string, K extends string | number>(
  spans: readonly (readonly [T, T])[],
  key: (end: T) => K,
): { later: number; earlier: number }[] {
  const ordered = spans
    .map(([from, to], at) => ({ at, from: key(from), to: key(to) }))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.at - b.at))
  const found: { later: number; earlier: number }[] = []
  let widest = ordered[0]
  for (const one of ordered.slice(1)) {
    if (!widest) break
    if (one.from < widest.to) found.push({ later: one.at, earlier: widest.at })
    if (one.to > widest.to) widest = one
  }
  return found
}

/** A name of the IANA database; bare offsets such as +01:00, which some runtimes take for a zone, are none. */
function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
