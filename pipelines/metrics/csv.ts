/** CSV as RFC 4180 has it, safe to open in a spreadsheet; shared by the API and the command line. */
import type { QueryResult } from './types.ts'

const EOL = '\r\n'
const FORMULA = /^[=+\-@\t\r]/
const QUOTED = /[",\r\n]/

/** One line, ended. Absent is empty, numbers and booleans stand as they are, a text that a spreadsheet would compute gets a leading `'`. */
export function csvLine(cells: readonly unknown[]): string {
  return `${cells.map(csvCell).join(',')}${EOL}`
}

/** A whole answer with its header. */
export function queryCsv(result: QueryResult): string {
  const columns = result.columns.map(({ name }) => result.data[name] ?? [])
  const lines = Array.from({ length: result.rowCount }, (_, row) =>
    csvLine(columns.map((column) => column[row])),
  )
  return csvLine(result.columns.map(({ name }) => name)) + lines.join('')
}

/** Rows as they come, one chunk a batch, the header first. */
export async function* rowsCsv(
  columns: readonly string[],
  batches: AsyncIterable<readonly Readonly<Record<string, unknown>>[]>,
): AsyncGenerator<string> {
  yield csvLine(columns)
  for await (const batch of batches) {
    yield batch.map((row) => csvLine(columns.map((column) => row[column]))).join('')
  }
}

function csvCell(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number' || typeof cell === 'boolean' || typeof cell === 'bigint') return String(cell)
  const text = typeof cell === 'string' ? cell : JSON.stringify(cell)
  const safe = FORMULA.test(text) ? `'${text}` : text
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
