/** Filters in the URL: `f=team:Support,Billing` and `f=!channel:email`; `\` escapes, `~` is "no value", `\e` the empty text. */
import type { Filter } from '../../../pipelines/metrics/types.ts'

export const NO_VALUE = '~'
const EMPTY = '\\e'

export function encodeFilter(filter: Filter): string {
  const values = filter.values.map((value) => (value === null ? NO_VALUE : escapeValue(value))).join(',')
  return `${filter.exclude ? '!' : ''}${filter.dimension}:${values}`
}

/** Null when the text is no filter. */
export function decodeFilter(text: string): Filter | null {
  const match = /^(!?)([a-z][a-z0-9_]*):(.+)$/s.exec(text)
  if (!match?.[2] || !match[3]) return null
  const values = splitValues(match[3])
  return { dimension: match[2], values, ...(match[1] ? { exclude: true } : {}) }
}

/** Click on a mark: that value alone, or nothing when it was that value alone. */
export function toggleValue(filters: readonly Filter[], dimension: string, value: string | null): Filter[] {
  const found = filters.find((filter) => filter.dimension === dimension && !filter.exclude)
  const rest = filters.filter((filter) => filter !== found)
  const isIt = found?.values.length === 1 && found.values[0] === value
  return isIt ? rest : [...rest, { dimension, values: [value] }]
}

/** Ctrl-click: this value too, or no longer. */
export function addValue(filters: readonly Filter[], dimension: string, value: string | null): Filter[] {
  return changeValues(filters, dimension, value, false)
}

/** Alt-click: everything but this value. */
export function excludeValue(filters: readonly Filter[], dimension: string, value: string | null): Filter[] {
  return changeValues(filters, dimension, value, true)
}

export function withoutDimension(filters: readonly Filter[], dimension: string): Filter[] {
  return filters.filter((filter) => filter.dimension !== dimension)
}

function changeValues(
  filters: readonly Filter[],
  dimension: string,
  value: string | null,
  exclude: boolean,
): Filter[] {
  const found = filters.find(
    (filter) => filter.dimension === dimension && Boolean(filter.exclude) === exclude,
  )
  const rest = filters.filter((filter) => filter !== found)
  const before = found?.values ?? []
  const values = before.includes(value) ? before.filter((other) => other !== value) : [...before, value]
  if (values.length === 0) return rest
  return [...rest, { dimension, values, ...(exclude ? { exclude: true } : {}) }]
}

function escapeValue(value: string): string {
  const escaped = value.replace(/[\\,]/g, '\\$&')
  if (value === '') return EMPTY
  return value === NO_VALUE ? `\\${value}` : escaped
}

function splitValues(text: string): (string | null)[] {
  const values: (string | null)[] = []
  let current = ''
  let escaped = false
  const push = () => values.push(current === NO_VALUE && !escaped ? null : current)
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (char === '\\') {
      escaped = true
      const next = text[++i] ?? ''
      current += next === 'e' ? '' : next
    } else if (char === ',') {
      push()
      current = ''
      escaped = false
    } else current += char
  }
  push()
  return values
}
