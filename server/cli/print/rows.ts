import { csvLine } from '../../../pipelines/metrics/csv.ts'
import type { Io } from '../io.ts'
import type { Format } from './format.ts'
import { tablePrinter } from './table.ts'

export type PrintableRow = Readonly<Record<string, unknown>>

export interface RowPrinter {
  rows(batch: readonly PrintableRow[]): Promise<void>
  /** Closes what `rows` opened; prints the head of an empty result. */
  end(): Promise<void>
}

/** Prints rows in batches as they come, every one with exactly these columns in this order. */
export function rowPrinter(io: Pick<Io, 'out'>, format: Format, columns: readonly string[]): RowPrinter {
  switch (format) {
    case 'table':
      return tablePrinter(io, columns)
    case 'json':
      return jsonPrinter(io, columns)
    case 'jsonl':
      return {
        rows: (batch) => io.out(batch.map((row) => `${jsonOf(row, columns)}\n`).join('')),
        end: async () => {},
      }
    case 'csv':
      return csvPrinter(io, columns)
  }
}

/** One result that is no list: an object in JSON, a table or file of one row elsewhere. */
export async function printOne(io: Pick<Io, 'out'>, format: Format, result: PrintableRow): Promise<void> {
  if (format === 'json' || format === 'jsonl') return io.out(`${JSON.stringify(result)}\n`)
  const printer = rowPrinter(io, format, Object.keys(result))
  await printer.rows([result])
  await printer.end()
}

function jsonPrinter(io: Pick<Io, 'out'>, columns: readonly string[]): RowPrinter {
  let opened = false
  return {
    async rows(batch) {
      if (batch.length === 0) return
      const text = batch.map((row) => jsonOf(row, columns)).join(',\n')
      await io.out(`${opened ? ',\n' : '[\n'}${text}`)
      opened = true
    },
    end: () => io.out(opened ? '\n]\n' : '[]\n'),
  }
}

function csvPrinter(io: Pick<Io, 'out'>, columns: readonly string[]): RowPrinter {
  let opened = false
  const head = () => {
    const text = opened ? '' : csvLine(columns)
    opened = true
    return text
  }
  return {
    rows: (batch) =>
      io.out(head() + batch.map((row) => csvLine(columns.map((name) => row[name] ?? null))).join('')),
    async end() {
      if (!opened) await io.out(head())
    },
  }
}

function jsonOf(row: PrintableRow, columns: readonly string[]): string {
  return JSON.stringify(Object.fromEntries(columns.map((name) => [name, row[name] ?? null])))
}
