/** A figure in its metric's unit. */
import type { Change } from './change.ts'
import { formatDuration } from './duration.ts'
import type { Language } from './locale.ts'
import { formatCompact, formatNumber, formatPercent, formatSigned, formatSignedPercent } from './number.ts'

/** Units of the catalog: `count`, `seconds`, `ratio`; others are plain numbers. */
export function formatValue(value: number, unit: string | undefined, language: Language): string {
  if (unit === 'seconds') return formatDuration(value, language)
  if (unit === 'ratio') return formatPercent(value, language)
  return formatNumber(value, language)
}

/** Short, for axes. */
export function formatTick(value: number, unit: string | undefined, language: Language): string {
  if (unit === 'seconds') return formatDuration(value, language)
  if (unit === 'ratio') return formatPercent(value, language)
  return formatCompact(value, language)
}

/** `+12%`; percentage points for shares; the difference itself where the earlier figure is 0. */
export function formatChange(
  change: Change,
  unit: string | undefined,
  language: Language,
  points: string,
): string {
  if (unit === 'ratio') return `${formatSigned(change.absolute * 100, language)} ${points}`
  if (change.ratio !== null) return formatSignedPercent(change.ratio, language)
  const sign = change.absolute > 0 ? '+' : ''
  return unit === 'seconds'
    ? sign + formatDuration(change.absolute, language)
    : formatSigned(change.absolute, language)
}
