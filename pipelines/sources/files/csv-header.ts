import { invalid } from '../../errors.ts'
import { csvCells } from './csv-cells.ts'
import { newlineOf } from './lines.ts'

const DELIMITERS = [',', ';', '\t', '|']

export interface CsvHeader {
  delimiter: string
  /** Trimmed names in file order; unnamed columns are ''. */
  columns: readonly string[]
  headerLines: number
}

/**
 * Reads the header from the first bytes of a file. The delimiter is the one that the mapping states, else the one
 * under which most of the `wanted` columns are there, else the one that gives most columns.
 * Throws `invalid` when a name stands twice or the header has no end.
 */
export function readCsvHeader(
  name: string,
  head: Buffer,
  wanted: readonly string[] = [],
  stated?: string,
): CsvHeader {
  const lines = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(newlineOf(head) === 13 ? '\r' : /\r?\n/)
  let at = lines.findIndex((line) => line !== '')
  const hint = /^sep=(.)$/.exec(lines[at] ?? '')?.[1]
  if (hint) at++
  const delimiters = stated ? [stated] : hint ? [hint] : DELIMITERS
  const candidates = delimiters.map((delimiter) => headerUnder(lines, at, delimiter))
  const found = candidates.flatMap((candidate) => candidate ?? [])
  const score = ({ columns }: CsvHeader) =>
    columns.filter((column) => wanted.includes(column)).length * 10_000 + columns.length
  const [first, ...others] = found
  if (!first)
    throw invalid(`${name}: the header row has an unclosed quote`, { header: 'has an unclosed quote' })
  const best = others.reduce((a, b) => (score(b) > score(a) ? b : a), first)
  checkNames(name, best.columns)
  return best
}

function headerUnder(lines: readonly string[], from: number, delimiter: string): CsvHeader | null {
  for (let to = from + 1; to <= Math.min(lines.length, from + 50); to++) {
    const cells = csvCells(lines.slice(from, to).join('\n'), delimiter)
    if (cells === 'broken') return null
    if (cells !== 'open') return { delimiter, columns: cells.map((cell) => cell.trim()), headerLines: to }
  }
  return null
}

function checkNames(name: string, columns: readonly string[]): void {
  const twice = [...new Set(columns.filter((column, i) => column !== '' && columns.indexOf(column) !== i))]
  if (twice.length === 0) return
  const fields = Object.fromEntries(twice.map((column) => [column, 'stands twice in the header']))
  throw invalid(`${name}: the header names ${twice.join(', ')} twice`, fields)
}
