import { InvalidArgumentError } from 'commander'
import type { Filter } from '../../pipelines/metrics/types.ts'

/**
 * `team=Billing,"Sales, north"` → `{ dimension: 'team', values: ['Billing', 'Sales, north'] }`.
 * A comma or quote inside a value needs double quotes (doubled inside); an unquoted nothing is "no value"; `!=` excludes.
 */
export function parseFilter(text: string): Filter {
  const [, dimension, not, list] = /^([a-z_]+)(!?)=(.*)$/s.exec(text) ?? []
  if (dimension === undefined || list === undefined) {
    throw new InvalidArgumentError('Write it as dimension=value or dimension=value1,value2.')
  }
  const values = splitValues(list)
  return not ? { dimension, values, exclude: true } : { dimension, values }
}

/** For commander: gathers repeated `--filter` options. */
export function collectFilter(text: string, before: readonly Filter[] = []): readonly Filter[] {
  return [...before, parseFilter(text)]
}

/** `a,b` → `['a', 'b']`, for options that take a list of names. */
export function names(text: string): string[] {
  const list = text.split(',').map((name) => name.trim())
  if (list.some((name) => name === '')) throw new InvalidArgumentError('Separate the names by single commas.')
  return list
}

/** For commander: a whole number above zero. */
export function count(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number above zero.')
  return Number(text)
}

const VALUE = /("(?:[^"]|"")*"|[^",]*)(,|$)/y

function splitValues(list: string): (string | null)[] {
  const values: (string | null)[] = []
  VALUE.lastIndex = 0
  for (;;) {
    const match = VALUE.exec(list)
    if (!match) throw new InvalidArgumentError('A quote is not closed, or text follows a closing quote.')
    const raw = match[1] ?? ''
    if (raw.startsWith('"')) values.push(raw.slice(1, -1).replaceAll('""', '"'))
    else values.push(raw === '' ? null : raw)
    if (match[2] === '') return values
  }
}
