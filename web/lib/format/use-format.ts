import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Grain } from '../../../pipelines/metrics/types.ts'
import type { RangeText, ResolvedRange } from '../range/range.ts'
import { useLanguage, useView } from '../search/use-view.ts'
import { shared, useShared } from '../shared.tsx'
import type { Change } from './change.ts'
import { formatAge, formatCountdown, formatDuration } from './duration.ts'
import {
  formatBucket,
  formatDays,
  formatInstant,
  formatRange,
  type InstantStyle,
  isMidnight,
  weekdayName,
} from './instant.ts'
import type { Language } from './locale.ts'
import { formatNumber, formatPercent } from './number.ts'
import { formatChange, formatTick, formatValue } from './value.ts'

export type Format = ReturnType<typeof useMadeFormat>

/** Everything that turns figures and instants into text, in the page's language and reporting zone. */
export const useFormat = () => useShared(FORMAT)
export const FORMAT = shared(useMadeFormat)

function useMadeFormat() {
  const language = useLanguage()
  const { zone } = useView()
  const { t } = useTranslation()
  return useMemo(
    () => formatIn(language, zone, { points: t('unit.points'), soFar: t('range.soFar') }),
    [language, zone, t],
  )
}

/** The same in any language and zone, with the words that stand beside figures. */
export function formatIn(language: Language, zone: string, words: { points: string; soFar: string }) {
  return {
    language,
    zone,
    number: (value: number) => formatNumber(value, language),
    percent: (share: number) => formatPercent(share, language),
    duration: (seconds: number) => formatDuration(seconds, language),
    age: (seconds: number) => formatAge(seconds, language),
    countdown: (seconds: number) => formatCountdown(seconds, language),
    value: (value: number, unit?: string) => formatValue(value, unit, language),
    tick: (value: number, unit?: string) => formatTick(value, unit, language),
    change: (change: Change, unit?: string) => formatChange(change, unit, language, words.points),
    instant: (at: number | string, style: InstantStyle) =>
      formatInstant(typeof at === 'string' ? Date.parse(at) : at, style, zone, language),
    bucket: (at: string, grain: Grain) => formatBucket(Date.parse(at), grain, zone, language),
    /** A calendar date such as `2026-12-25`, in no zone. */
    date: (iso: string) => formatInstant(Date.parse(`${iso}T00:00:00Z`), 'weekday', 'UTC', language),
    /** From one calendar date to another, both included: `16 – 22 Nov 2026`. */
    days: (first: string, last: string) =>
      formatDays(
        { from: Date.parse(`${first}T00:00:00Z`), to: Date.parse(`${last}T00:00:00Z`) + 1 },
        'UTC',
        language,
      ),
    range: (range: ResolvedRange) => formatRange(range, zone, language),
    /** As the page's own range is named: by its days where it runs from a midnight to now. */
    shownRange: (text: RangeText, range: ResolvedRange) =>
      text.to === 'now' && isMidnight(range.from, zone)
        ? `${formatDays(range, zone, language)} ${words.soFar}`
        : formatRange(range, zone, language),
    weekday: (day: number, length?: 'short' | 'long') => weekdayName(day, language, length),
  }
}
