/** Leave as people write it: a line each, `2026-12-24` or `2026-12-24 – 2026-12-31`. */
import type { Person } from '../../../../../pipelines/roster/model/setup.ts'

export const leaveText = (leave: Person['leave']) =>
  leave.map(({ from, to }) => (from === to ? from : `${from} – ${to}`)).join('\n')

/** Null where a line is no such thing. */
export function leaveOf(text: string): Person['leave'] | null {
  const leave: Person['leave'] = []
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const [from, to = from, ...rest] = line.match(/\d{4}-\d{2}-\d{2}/g) ?? []
    if (rest.length > 0 || !isDate(from) || !isDate(to) || (from as string) > (to as string)) return null
    leave.push({ from: from as string, to: to as string })
  }
  return leave
}

/** Not 2026-02-31, of which a parser makes a day of March. */
function isDate(date: string | undefined): boolean {
  const ms = Date.parse(date ?? '')
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === date
}

/** Single days, a line each, in order; null where a line is no day. */
export function datesOf(text: string): string[] | null {
  const spans = leaveOf(text)
  return spans?.every(({ from, to }) => from === to)
    ? [...new Set(spans.map(({ from }) => from))].sort()
    : null
}
