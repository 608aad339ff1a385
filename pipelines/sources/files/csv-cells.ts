const QUOTE = 34

/**
 * Splits one CSV record (RFC 4180, any one-character delimiter) into cells.
 * A field is quoted only when its first character is a quote; elsewhere quotes are plain characters.
 * `open`: the record ends inside quotes; `broken`: text stands between a closing quote and the next delimiter.
 */
export function csvCells(text: string, delimiter: string): string[] | 'open' | 'broken' {
  if (!text.includes('"') || !startsQuoted(text, delimiter)) return text.split(delimiter)
  const cells: string[] = []
  for (let at = 0; ; at++) {
    if (text.charCodeAt(at) === QUOTE) {
      const close = closingQuote(text, at + 1)
      if (close < 0) return 'open'
      const cell = text.slice(at + 1, close)
      cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell)
      at = close + 1
      if (at < text.length && text[at] !== delimiter) return 'broken'
    } else {
      const end = text.indexOf(delimiter, at)
      cells.push(end < 0 ? text.slice(at) : text.slice(at, end))
      at = end < 0 ? text.length : end
    }
    if (at >= text.length) return cells
  }
}

/** Whether any field begins with a quote. */
const startsQuoted = (text: string, delimiter: string): boolean =>
  text.charCodeAt(0) === QUOTE || text.includes(`${delimiter}"`)

/** Where the quoted field whose text goes on at `from` ends, or -1; doubled quotes belong to the field. */
export function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2))
    if (text.charCodeAt(at + 1) !== QUOTE) return at
  return -1
}

/** Cells as a line of the file again, for rejects; quoted where they have to be. */
export const csvLine = (cells: readonly string[], delimiter: string): string =>
  cells
    .map((cell) =>
      /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell,
    )
    .join(delimiter)
