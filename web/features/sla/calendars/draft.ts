/** A calendar as its form has it, lists as lines of text, and back. */
import type { Calendar } from '../../../../pipelines/calendars/calendar.ts'
import { DAYS, type Day } from './week-words.ts'

export interface CalendarDraft {
  name: string
  zone: string
  /** `08:00–12:00, 13:00–18:00` per day; empty is closed. */
  week: Readonly<Record<Day, string>>
  /** Lines of a date, with a name behind it if it has one. */
  holidays: string
  country: string
  region: string
  /** Lines of a date and its hours; only the date: closed. */
  dateHours: string
  teams: readonly string[]
  /** What the form does not show. */
  rest: Pick<Calendar, 'pauses'> & { except: readonly string[] }
}

export function draftOf(calendar: Calendar): CalendarDraft {
  const { name = '', zone, week, holidays, public_holidays, date_hours, teams, pauses } = calendar
  return {
    name,
    zone,
    week: Object.fromEntries(DAYS.map((day) => [day, hoursText(week[day] ?? [])])) as CalendarDraft['week'],
    holidays: holidays.map((one) => (typeof one === 'string' ? one : `${one.date} ${one.name}`)).join('\n'),
    country: public_holidays?.country ?? '',
    region: public_holidays?.region ?? '',
    dateHours: Object.entries(date_hours)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([date, hours]) => `${date} ${hoursText(hours)}`.trim())
      .join('\n'),
    teams,
    rest: { pauses, except: public_holidays?.except ?? [] },
  }
}

/** As the server takes it; what cannot be read is handed on, so that it is refused at its field. */
export function bodyOf(draft: CalendarDraft): object {
  const { name, zone, week, holidays, country, region, dateHours, teams, rest } = draft
  const place = { country: country.trim(), ...(region.trim() === '' ? {} : { region: region.trim() }) }
  return {
    ...(name.trim() === '' ? {} : { name }),
    zone,
    week: Object.fromEntries(DAYS.flatMap((day) => (week[day].trim() ? [[day, hoursOf(week[day])]] : []))),
    holidays: linesOf(holidays).map((line) => {
      const [date = '', ...words] = line.split(/\s+/)
      return words.length === 0 ? date : { date, name: words.join(' ') }
    }),
    public_holidays: place.country === '' ? null : { ...place, except: rest.except },
    date_hours: Object.fromEntries(
      linesOf(dateHours).map((line) => {
        const [date = '', ...hours] = line.split(/\s+/)
        return [date, hoursOf(hours.join(' '))]
      }),
    ),
    pauses: rest.pauses,
    teams,
  }
}

const hoursText = (hours: readonly (readonly [string, string])[]) =>
  hours.map(([open, close]) => `${open}–${close}`).join(', ')

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** `8:00-12, 13–18:30` → pairs of wall times. */
function hoursOf(text: string): string[][] {
  return text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => part.split(/\s*[-–]\s*/).map(timeOf))
}

function timeOf(text: string): string {
  const found = /^(\d{1,2})(?::(\d{2}))?$/.exec(text)
  return found ? `${(found[1] ?? '').padStart(2, '0')}:${found[2] ?? '00'}` : text
}
