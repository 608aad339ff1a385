import { closingQuote, csvCells } from './csv-cells.ts'
import type { LineBatch } from './lines.ts'
import { Unreadable } from './rows.ts'

/** 1 MiB: a quote still open after this much text was never meant to be closed. */
const MAX_RECORD_CHARS = 1024 ** 2

export interface CsvShape {
  delimiter: string
  /** Cells a row must have. */
  width: number
  /** Lines before the first record: blank ones, `sep=;`, the header. */
  headerLines: number
}

/**
 * Lines → records, a lazy run of them per batch of lines (each must be drained before the next). Blank lines are no records. What spoils one row stays with that row: when a
 * quoted field never closes, or what it swallowed is no row, its first line alone is unreadable and reading
 * resumes at the next line.
 */
export async function* readCsvRows(
  batches: AsyncIterable<LineBatch>,
  { delimiter, width, headerLines }: CsvShape,
  maxRecordChars = MAX_RECORD_CHARS,
): AsyncGenerator<Iterable<string[] | Unreadable>> {
  const reader = new CsvReader(delimiter, width, maxRecordChars)
  let skip = headerLines
  for await (const batch of batches) {
    const from = Math.min(skip, batch.lines.length)
    skip -= from
    yield reader.rows(batch, from)
  }
  yield reader.end()
}

interface Line {
  text: string
  bad: string | undefined
}

class CsvReader {
  readonly #out: (string[] | Unreadable)[] = []
  #open: Line[] = []
  #openChars = 0
  #closings = 0
  readonly #delimiter: string
  readonly #width: number
  readonly #maxChars: number

  constructor(delimiter: string, width: number, maxChars: number) {
    this.#delimiter = delimiter
    this.#width = width
    this.#maxChars = maxChars
  }

  *rows({ lines, bad }: LineBatch, from: number): Generator<string[] | Unreadable> {
    for (let i = from; i < lines.length; i++) {
      this.#line(lines[i] ?? '', bad.get(i))
      for (const row of this.#out) yield row
      this.#out.length = 0
    }
  }

  end(): readonly (string[] | Unreadable)[] {
    while (this.#open.length > 0) this.#giveUp('quote is not closed')
    return this.#out
  }

  #line(text: string, bad: string | undefined): void {
    if (this.#open.length > 0) this.#continue({ text, bad })
    else if (text !== '') this.#start({ text, bad })
  }

  #start(line: Line): void {
    const cells = csvCells(line.text, this.#delimiter)
    if (cells === 'open') {
      this.#open = [line]
      this.#openChars = line.text.length
      this.#closings = 0
    } else this.#out.push(line.bad ? new Unreadable(line.bad, line.text) : this.#row(cells, line.text))
  }

  #continue(line: Line): void {
    this.#open.push(line)
    this.#openChars += line.text.length + 1
    if (this.#openChars > this.#maxChars) this.#giveUp('quote is not closed')
    else if (closingQuote(line.text, 0) >= 0) this.#tryToClose()
  }

  #tryToClose(): void {
    const text = this.#open.map((each) => each.text).join('\n')
    const cells = csvCells(text, this.#delimiter)
    this.#closings++
    if (cells === 'open') {
      if (this.#closings > this.#width) this.#giveUp('row has more cells than the header')
      return
    }
    const row = this.#row(cells, text)
    const bad = this.#open.find((each) => each.bad)?.bad
    if (row instanceof Unreadable) {
      this.#giveUp(row.reason)
    } else {
      this.#open = []
      this.#out.push(bad ? new Unreadable(bad, text) : row)
    }
  }

  #giveUp(reason: string): void {
    const [first, ...others] = this.#open
    this.#open = []
    if (first) this.#out.push(new Unreadable(first.bad ?? reason, first.text))
    for (const { text, bad } of others) this.#line(text, bad)
  }

  #row(cells: string[] | 'open' | 'broken', text: string): string[] | Unreadable {
    if (typeof cells === 'string') return new Unreadable('text stands after a closing quote', text)
    if (cells.length !== this.#width)
      return new Unreadable(`row has ${cells.length} cells, the header has ${this.#width}`, text)
    return cells
  }
}
