/** What file readers hand on: records, or what stands in for a record that could not be read. */

/** A row that gave no event; `row` counts the file's records from 1 (a header is none, blank lines are none). */
export interface Reject {
  row: number
  reason: string
  /** The row as it was read, cut to `RAW_LIMIT` characters; bytes that are not UTF-8 show as U+FFFD. */
  raw: string
}

/** Cells in file order (CSV), or named values (JSON, Parquet). */
export type FileRecord = readonly string[] | Readonly<Record<string, unknown>>

export class Unreadable {
  readonly reason: string
  readonly raw: string

  constructor(reason: string, raw: string) {
    this.reason = reason
    this.raw = raw.length > RAW_LIMIT ? raw.slice(0, RAW_LIMIT) : raw
  }
}

export const RAW_LIMIT = 4000

/** Why one row cannot be mapped; caught per row, never leaves the importer. */
export class RowError extends Error {}
