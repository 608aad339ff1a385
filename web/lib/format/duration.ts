/** Durations for people: two units at most, `1 h 12 min`, and the smaller one only while it matters. */
import type { Language } from './locale.ts'
import { formatNumber } from './number.ts'

const DAY_WORD: Readonly<Record<Language, string>> = { en: 'd', de: 'Tage' }
const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Seconds → text. Hours run to two days; a negative duration carries a minus sign. */
export function formatDuration(seconds: number, language: Language): string {
  if (seconds < 0) return `−${formatDuration(-seconds, language)}`
  const s = seconds < 10 ? seconds : Math.round(seconds)
  if (s < 10 && !Number.isInteger(s)) return `${formatNumber(Math.round(s * 10) / 10, language)} s`
  if (s < MINUTE) return `${s} s`
  if (s < 10 * MINUTE) return two(Math.floor(s / MINUTE), 'min', s % MINUTE, 's')
  const minutes = Math.round(s / MINUTE)
  if (minutes < 60) return `${minutes} min`
  if (minutes < 48 * 60) return two(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
  const hours = Math.round(s / HOUR)
  return two(Math.floor(hours / 24), DAY_WORD[language], hours % 24, 'h', language)
}

/** One unit, rounded down: for how old something is. */
export function formatAge(seconds: number, language: Language): string {
  if (seconds < HOUR) return `${Math.floor(Math.max(seconds, 0) / MINUTE)} min`
  if (seconds < 2 * DAY) return `${Math.floor(seconds / HOUR)} h`
  return `${formatNumber(Math.floor(seconds / DAY), language)} ${DAY_WORD[language]}`
}

/** `0:04:59`, `1 d 02:03:04`: for something that is counted down. */
export function formatCountdown(seconds: number, language: Language): string {
  const sign = seconds < 0 ? '−' : ''
  const s = Math.abs(Math.trunc(seconds))
  const pad = (value: number) => String(value).padStart(2, '0')
  const days = Math.floor(s / DAY)
  const clock = `${Math.floor((s % DAY) / HOUR)}:${pad(Math.floor((s % HOUR) / MINUTE))}:${pad(s % MINUTE)}`
  return days > 0
    ? `${sign}${days} ${days === 1 && language === 'de' ? 'Tag' : DAY_WORD[language]} ${clock}`
    : sign + clock
}

function two(
  large: number,
  largeUnit: string,
  small: number,
  smallUnit: string,
  language?: Language,
): string {
  const head = `${language ? formatNumber(large, language) : large} ${largeUnit}`
  return small === 0 ? head : `${head} ${small} ${smallUnit}`
}
