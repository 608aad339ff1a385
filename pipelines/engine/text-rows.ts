/**
 * Rows as text that the engine reads from a file: a fifth of the cost of handing it their values, and none of it on the
 * thread that holds the connection. Fields and quotes are marked by control characters, so that next to nothing needs quoting.
 */
import { quoted, quotedPath } from './port.ts'

const FIELD_END = 0x1f
const QUOTE = 0x1e
const QUOTE_TEXT = String.fromCharCode(QUOTE)
const LINE_FEED = 10
const LEAST_ROOM = 1024 ** 2

export type TextRowValue = string | number | boolean | null

/** Rows of text in the making. Instants are ISO text in UTC. */
export class TextRows {
  #bytes = Buffer.allocUnsafe(LEAST_ROOM)
  #length = 0

  /** One more row, of at least one value. */
  add(values: readonly TextRowValue[]): void {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]
      if (value !== null && value !== undefined) this.#field(typeof value === 'string' ? value : `${value}`)
      this.#room(1)
      this.#bytes[this.#length++] = FIELD_END
    }
    this.#bytes[this.#length - 1] = LINE_FEED
  }

  /** What was added, until more is. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  /** Nothing at all is no value, so that empty text is quoted too. */
  #field(text: string): void {
    if (text !== '' && this.#plain(text)) return
    const whole = QUOTE_TEXT + text.replaceAll(QUOTE_TEXT, QUOTE_TEXT + QUOTE_TEXT) + QUOTE_TEXT
    this.#room(whole.length * 3)
    this.#length += this.#bytes.write(whole, this.#length)
  }

  /** False for what is not ASCII or may hold a mark; nothing is added then. */
  #plain(text: string): boolean {
    const from = this.#length
    const { length } = text
    this.#room(length)
    const bytes = this.#bytes
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i)
      if (unit < 32 || unit > 127) return false
      bytes[from + i] = unit
    }
    this.#length = from + length
    return true
  }

  #room(bytes: number): void {
    const needed = this.#length + bytes
    if (needed <= this.#bytes.length) return
    const more = Buffer.allocUnsafe(Math.max(2 * this.#bytes.length, needed))
    this.#bytes.copy(more, 0, 0, this.#length)
    this.#bytes = more
  }
}

/**
 * What stands for the table of a file of so many bytes of such rows, whose columns have these names and are text. It must
 * lie where the engine may read.
 */
export function textRows(file: { path: string; bytes: number }, columns: readonly string[]): string {
  // One buffer for the whole: so a row may be as long as it likes.
  const room = Math.max(file.bytes, LEAST_ROOM)
  return `read_csv(${quotedPath(file.path)}, auto_detect = false, hive_partitioning = false, header = false, new_line = '\\n',
    delim = chr(${FIELD_END}), quote = chr(${QUOTE}), escape = chr(${QUOTE}), nullstr = '', allow_quoted_nulls = false,
    max_line_size = ${room}, buffer_size = ${room},
    columns = {${columns.map((column) => `${quoted(column)}: 'VARCHAR'`).join(', ')}})`
}
