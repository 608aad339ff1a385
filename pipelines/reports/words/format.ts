/** Figures as the pages write them, for places that are no page. A test holds both to the same texts. */
import { type Language, LOCALE } from '../../language.ts'

const POINTS: Readonly<Record<Language, string>> = { en: 'pp', de: 'PP' }
const DAYS: Readonly<Record<Language, string>> = { en: 'd', de: 'Tage' }
const MINUTE = 60
const HOUR = 60 * MINUTE

/** A figure in its metric's unit: `count`, `seconds`, `ratio`; others are plain numbers. */
export function valueText(value: number, unit: string, language: Language): string {
  if (unit === 'seconds') return durationText(value, language)
  if (unit === 'ratio') return percentText(value, language)
  return numberText(value, language)
}

export function numberText(value: number, language: Language): string {
  return write(value, language, { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 })
}

export function percentText(share: number, language: Language): string {
  return write(share, language, { style: 'percent', maximumFractionDigits: 1 })
}

/** Two units at most, `1 h 12 min`, and the smaller one only while it matters. */
export function durationText(seconds: number, language: Language): string {
  if (seconds < 0) return `−${durationText(-seconds, language)}`
  const s = seconds < 10 ? seconds : Math.round(seconds)
  if (s < 10 && !Number.isInteger(s)) return `${numberText(Math.round(s * 10) / 10, language)} s`
  if (s < MINUTE) return `${s} s`
  if (s < 10 * MINUTE) return two(String(Math.floor(s / MINUTE)), 'min', s % MINUTE, 's')
  const minutes = Math.round(s / MINUTE)
  if (minutes < 60) return `${minutes} min`
  if (minutes < 48 * 60) return two(String(Math.floor(minutes / 60)), 'h', minutes % 60, 'min')
  const hours = Math.round(s / HOUR)
  return two(numberText(Math.floor(hours / 24), language), DAYS[language], hours % 24, 'h')
}

const two = (large: string, unit: string, small: number, smallUnit: string) =>
  small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smallUnit}`

/** `+12%`; percentage points for shares; the difference itself where the earlier figure is 0. */
export function changeText(value: number, before: number, unit: string, language: Language): string {
  const change = value - before
  if (unit === 'ratio') return pointsText(change, language)
  if (before !== 0) {
    const share = change / Math.abs(before)
    const digits = Math.abs(share) < 0.0995 ? 1 : 0
    return write(share, language, {
      style: 'percent',
      maximumFractionDigits: digits,
      signDisplay: 'exceptZero',
    })
  }
  return differenceText(change, unit, language)
}

/** A change in the metric's own unit, with its sign. */
export function differenceText(change: number, unit: string, language: Language): string {
  if (unit === 'ratio') return pointsText(change, language)
  if (unit === 'seconds') return `${change > 0 ? '+' : ''}${durationText(change, language)}`
  return write(change, language, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
}

const pointsText = (change: number, language: Language) =>
  `${write(change * 100, language, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })} ${POINTS[language]}`

const DATES = {
  day: { day: 'numeric', month: 'short' },
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  dateTime: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  weekdayTime: { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

export type DateStyle = keyof typeof DATES

/** Of an instant in a zone; of a plain date in UTC. */
export function dateText(iso: string, style: DateStyle, zone: string, language: Language): string {
  return dates(style, zone, language).format(Date.parse(iso))
}

/** `16–22 Nov 2026` of two plain dates. */
export function daysText(first: string, last: string, language: Language): string {
  return dates('date', 'UTC', language).formatRange(Date.parse(first), Date.parse(last))
}

const made = new Map<string, Intl.DateTimeFormat>()

function dates(style: DateStyle, zone: string, language: Language): Intl.DateTimeFormat {
  const key = `${style} ${zone} ${language}`
  const known = made.get(key)
  if (known) return known
  const options = { ...DATES[style], timeZone: zone, hourCycle: 'h23' } as const
  const format = new Intl.DateTimeFormat(LOCALE[language], options)
  made.set(key, format)
  return format
}

const numbers = new Map<string, Intl.NumberFormat>()

function write(value: number, language: Language, options: Intl.NumberFormatOptions): string {
  const key = `${language} ${JSON.stringify(options)}`
  const format = numbers.get(key) ?? new Intl.NumberFormat(LOCALE[language], options)
  numbers.set(key, format)
  return format.format(value)
}
