/** Instants as the reporting zone and the language write them. Instants are epoch milliseconds. */
import type { Grain } from '../../../pipelines/metrics/types.ts'
import type { ResolvedRange } from '../range/range.ts'
import { startOf } from '../time/zone.ts'
import { type Language, LOCALE } from './locale.ts'

const STYLES = {
  time: { hour: '2-digit', minute: '2-digit' },
  timeSeconds: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  day: { day: 'numeric', month: 'short' },
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'short', year: 'numeric' },
  dateTime: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  weekdayTime: { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

export type InstantStyle = keyof typeof STYLES

const BUCKET: Readonly<Record<Grain, InstantStyle>> = {
  hour: 'weekdayTime',
  day: 'weekday',
  week: 'date',
  month: 'month',
}

export function formatInstant(at: number, style: InstantStyle, zone: string, language: Language): string {
  return written(`${language} ${zone} ${style} ${at}`, () => formatter(style, zone, language).format(at))
}

/** The start of a bucket, as long as its grain needs. */
export function formatBucket(at: number, grain: Grain, zone: string, language: Language): string {
  return formatInstant(at, BUCKET[grain], zone, language)
}

/** `1 – 28 Oct 2026`; with times where an end is no midnight. The last day of a half-open range is the one before its end. */
export function formatRange(range: ResolvedRange, zone: string, language: Language): string {
  const whole = isMidnight(range.from, zone) && isMidnight(range.to, zone)
  return between(range.from, whole ? range.to - 1 : range.to, whole ? 'date' : 'dateTime', zone, language)
}

/** The days of a range that began at a midnight and is still running, today among them. */
export function formatDays(range: ResolvedRange, zone: string, language: Language): string {
  return between(range.from, range.to - 1, 'date', zone, language)
}

function between(from: number, to: number, style: InstantStyle, zone: string, language: Language): string {
  return written(`${language} ${zone} ${style} ${from} ${to}`, () =>
    formatter(style, zone, language).formatRange(from, to),
  )
}

export function isMidnight(at: number, zone: string): boolean {
  return startOf(at, 'd', zone) === at
}

/** `Mon`…`Sun` for ISO weekday 1–7. */
export function weekdayName(weekday: number, language: Language, length: 'short' | 'long' = 'short'): string {
  const monday = Date.UTC(2024, 0, 1)
  return written(`${language} ${length} ${weekday}`, () =>
    new Intl.DateTimeFormat(LOCALE[language], { weekday: length, timeZone: 'UTC' }).format(
      monday + (weekday - 1) * 86_400_000,
    ),
  )
}

const WRITTEN_AT_MOST = 5000
const texts = new Map<string, string>()

/** A chart writes the instants of its axis on each drawing, and a page its range on each change: each is written once. */
function written(key: string, write: () => string): string {
  const known = texts.get(key)
  if (known !== undefined) return known
  if (texts.size >= WRITTEN_AT_MOST) texts.clear()
  const text = write()
  texts.set(key, text)
  return text
}

const made = new Map<string, Intl.DateTimeFormat>()

function formatter(style: InstantStyle, zone: string, language: Language): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${style}`
  let format = made.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(LOCALE[language], { ...STYLES[style], timeZone: zone, hourCycle: 'h23' })
    made.set(key, format)
  }
  return format
}
