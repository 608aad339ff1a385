/** What a pattern reads: a wall time (as if UTC) that still needs a zone, or an instant. Both in ms since 1970. */
export type ReadDate = { wall: number } | { instant: number } | null

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s?(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/i
const NUMBER = /^-?\d{1,17}(?:\.\d+)?$/
/** Days from 1899-12-30, where Excel's day 0 falls after its invented 29 February 1900, to 1970-01-01. */
const EXCEL_EPOCH_DAYS = 25_569
const EXCEL_LAST_DAY = 2_958_465

const TOKENS: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  yy: '(?<year>\\d{2})',
  MMM: '(?<name>[A-Za-z]{3})[A-Za-z]*',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{2})',
  d: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  hh: '(?<hour>\\d{2})',
  h: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
  SSS: '(?<fraction>\\d{1,9})',
  a: '(?<half>[AaPp])\\.?[Mm]\\.?',
  X: '(?<offset>Z|[+-]\\d{2}(?::?\\d{2})?)',
}

/**
 * One of `iso`, `epoch_s`, `epoch_ms`, `excel` or a pattern such as `dd.MM.yyyy HH:mm` → reader.
 * Letters: yyyy yy MMM MM M dd d HH H hh h mm ss SSS a X; text in quotes and every other sign stand for themselves.
 * The reader gives null for text of another shape and for days that are in no calendar. Throws `RangeError` for a
 * pattern that has unknown letters or no whole date.
 */
export function datePattern(pattern: string): (text: string) => ReadDate {
  if (pattern === 'iso') return readIso
  if (pattern === 'epoch_s') return (text) => readEpoch(text, 1000)
  if (pattern === 'epoch_ms') return (text) => readEpoch(text, 1)
  if (pattern === 'excel') return readExcel
  const expression = new RegExp(`^${translate(pattern)}$`)
  return (text) => {
    const groups = expression.exec(text)?.groups
    return groups ? assemble(groups) : null
  }
}

function translate(pattern: string): string {
  const seen = new Set<string>()
  const expression = pattern.replace(
    /'([^']*)'|([A-Za-z])\2*|[^A-Za-z']/g,
    (part, literal: string | undefined) => {
      const token = TOKENS[part]
      if (token) {
        const group = /<(\w+)>/.exec(token)?.[1] ?? ''
        if (seen.has(group)) throw new RangeError(`"${pattern}" has ${part} twice`)
        seen.add(group)
        return token
      }
      if (literal === undefined && /[A-Za-z]/.test(part))
        throw new RangeError(`"${pattern}" has "${part}", which is no part of a date`)
      return (literal ?? part).replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
    },
  )
  if (!seen.has('year') || !seen.has('day') || !(seen.has('month') || seen.has('name')))
    throw new RangeError(`"${pattern}" needs a year, a month and a day`)
  return expression
}

function assemble(groups: Readonly<Record<string, string | undefined>>): ReadDate {
  const short = groups.year?.length === 2
  const year = Number(groups.year) + (short ? (Number(groups.year) < 70 ? 2000 : 1900) : 0)
  const month = groups.name ? MONTHS.indexOf(groups.name.toLowerCase()) + 1 : Number(groups.month)
  const hour = Number(groups.hour ?? 0)
  const half = groups.half?.toLowerCase()
  if (half && (hour < 1 || hour > 12)) return null
  const hour24 = half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour
  const wall = wallOf(
    year,
    month,
    Number(groups.day),
    hour24,
    Number(groups.minute ?? 0),
    Number(groups.second ?? 0),
  )
  if (wall === null) return null
  return withOffset(wall + milliseconds(groups.fraction), groups.offset)
}

function readIso(text: string): ReadDate {
  const match = ISO.exec(text)
  if (!match) return null
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction, offset] = match
  const wall = wallOf(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second))
  return wall === null ? null : withOffset(wall + milliseconds(fraction), offset)
}

function readEpoch(text: string, scale: number): ReadDate {
  return NUMBER.test(text) ? { instant: Math.round(Number(text) * scale) } : null
}

function readExcel(text: string): ReadDate {
  if (!NUMBER.test(text)) return null
  const days = Number(text)
  if (days < 61 || days > EXCEL_LAST_DAY) return null
  return { wall: Math.round((days - EXCEL_EPOCH_DAYS) * 86_400) * 1000 }
}

function wallOf(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number | null {
  if (year < 1000 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59)
    return null
  const wall = Date.UTC(year, month - 1, day, hour, minute, second)
  return new Date(wall).getUTCDate() === day ? wall : null
}

const milliseconds = (fraction: string | undefined): number =>
  fraction ? Math.floor(Number(`0.${fraction}`) * 1000 + 1e-6) : 0

function withOffset(wall: number, offset: string | undefined): ReadDate {
  if (!offset) return { wall }
  const [, sign, hours = 0, minutes = 0] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? []
  const ms = (Number(hours) * 60 + Number(minutes)) * 60_000
  return { instant: sign === '-' ? wall + ms : wall - ms }
}
