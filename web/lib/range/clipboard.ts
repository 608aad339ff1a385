/** A time range as people carry it from one page or tool to another. */
import { parseSearch } from '../search/codec.ts'
import { parseBound } from './expression.ts'
import type { RangeText } from './range.ts'

const MAX = 4000
/** `2026-11-01 to 2026-11-08`, with a dash or an ISO interval's `/` between instants as well. */
const PAIR = /^(\S+)\s*(?:\s(?:to|bis|until|[-–—])\s|[–—]|--)\s*(\S+)$/i
const INTERVAL = /^(\d[^\s/]*)\/(\d[^\s/]*)$/

/** What Grafana's own copy and paste writes, so that ranges travel between the two. */
export const writeRange = ({ from, to }: RangeText): string => JSON.stringify({ from, to })

/** Reads what `writeRange` writes, an address with `from` and `to`, or two ends in words; null when it is no range. */
export function readRange(text: string): RangeText | null {
  const given = text.trim()
  if (given === '' || given.length > MAX) return null
  const found = fromJson(given) ?? fromAddress(given) ?? fromPair(given)
  return found && parseBound(found.from) && parseBound(found.to) ? found : null
}

function fromJson(text: string): RangeText | null {
  if (!text.startsWith('{')) return null
  try {
    return ends(JSON.parse(text) as Record<string, unknown>)
  } catch {
    return null
  }
}

function fromAddress(text: string): RangeText | null {
  const at = text.indexOf('?')
  return at === -1 ? null : ends(parseSearch(text.slice(at).replace(/#.*$/, '')))
}

function fromPair(text: string): RangeText | null {
  const [, from, to] = INTERVAL.exec(text) ?? PAIR.exec(text) ?? []
  return ends({ from, to })
}

function ends({ from, to }: Readonly<Record<string, unknown>>): RangeText | null {
  const plain = (end: unknown) => (typeof end === 'number' ? String(end) : end)
  const [start, end] = [plain(from), plain(to)]
  return typeof start === 'string' && typeof end === 'string' ? { from: start, to: end } : null
}
