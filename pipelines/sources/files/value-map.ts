import { ownText } from './own-text.ts'
import { RowError } from './rows.ts'

const REMEMBERED = 10_000

/**
 * A value map of the mapping → function from the file's word to the product's. In this order: the same word,
 * whatever its case; patterns with `*` in the order they are written; the product's own word (`allowed`); `*` alone,
 * the declared default. Where `allowed` is null any other word passes as it is.
 * Throws `RowError` naming `field` for a word that none of these knows.
 */
export function valueMap<T extends string>(
  field: string,
  map: Readonly<Record<string, string>> | undefined,
  allowed: readonly T[] | null,
): (word: string) => T {
  const entries = Object.entries(map ?? {}).map(([from, to]) => [from.trim().toLowerCase(), to as T] as const)
  const exact = new Map(entries.filter(([from]) => !from.includes('*')))
  const patterns = entries
    .filter(([from]) => from.includes('*') && from !== '*')
    .map(([from, to]) => [wildcard(from), to] as const)
  const fallback = entries.find(([from]) => from === '*')?.[1]
  const find = (word: string): T | undefined => {
    const low = word.toLowerCase()
    const own =
      allowed === null
        ? fallback === undefined
          ? (word as T)
          : undefined
        : allowed.find((each) => each === low)
    return exact.get(low) ?? patterns.find(([pattern]) => pattern.test(low))?.[1] ?? own ?? fallback
  }
  const remembered = new Map<string, T>()
  return (word) => {
    const known = remembered.get(word)
    if (known !== undefined) return known
    const own = ownText(word)
    const found = find(own)
    if (found === undefined) throw new RowError(`${field}: "${word}" is not mapped`)
    if (remembered.size >= REMEMBERED) remembered.clear()
    remembered.set(own, found)
    return found
  }
}

const wildcard = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    's',
  )
