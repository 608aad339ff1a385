/** Numbers as the language writes them. */
import { type Language, LOCALE } from './locale.ts'

/** `12,345`, `12.345`; up to one decimal. */
export function formatNumber(value: number, language: Language): string {
  return numbers(language, 'plain', { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 }, value)
}

/** `12K`, `12 Tsd.`: for axes. */
export function formatCompact(value: number, language: Language): string {
  const options = { notation: 'compact', maximumFractionDigits: 1 } as const
  return numbers(language, 'compact', options, value)
}

/** 0.924 → `92.4%`, `92,4 %`. */
export function formatPercent(share: number, language: Language): string {
  return numbers(language, 'percent', { style: 'percent', maximumFractionDigits: 1 }, share)
}

/** 0.12 → `+12%`; whole percent from 10 % on. */
export function formatSignedPercent(share: number, language: Language): string {
  const digits = Math.abs(share) < 0.0995 ? 1 : 0
  const options = { style: 'percent', maximumFractionDigits: digits, signDisplay: 'exceptZero' } as const
  return numbers(language, `signed-percent-${digits}`, options, share)
}

export function formatSigned(value: number, language: Language): string {
  return numbers(language, 'signed', { maximumFractionDigits: 1, signDisplay: 'exceptZero' }, value)
}

const made = new Map<string, Intl.NumberFormat>()

function numbers(language: Language, name: string, options: Intl.NumberFormatOptions, value: number): string {
  const key = `${language} ${name} ${options.maximumFractionDigits}`
  let format = made.get(key)
  if (!format) {
    format = new Intl.NumberFormat(LOCALE[language], options)
    made.set(key, format)
  }
  return format.format(value)
}
