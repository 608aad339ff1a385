/** The engine as the rest of the house may see it. */
export type SqlValue = string | number | bigint | boolean | null | Uint8Array | readonly SqlValue[]
export type Cell = string | number | boolean | null | readonly Cell[] | { readonly [key: string]: Cell }
export type Row = Record<string, Cell>

export interface ColumnInfo {
  name: string
  /** DuckDB's name of the type: VARCHAR, BIGINT, DOUBLE, TIMESTAMP, BOOLEAN, … */
  type: string
}

/** Instants come out as ISO 8601 with Z (milliseconds only where there are any), integers as numbers while safe, else strings. */
export interface Columns {
  columns: readonly ColumnInfo[]
  values: readonly (readonly Cell[])[]
  rowCount: number
}

export interface ReadOptions {
  signal?: AbortSignal
  /** Milliseconds until the statement is interrupted; 10 000 unless told. */
  timeoutMs?: number
}

export interface Reader {
  columns(sql: string, params?: readonly SqlValue[], options?: ReadOptions): Promise<Columns>
  rows<T extends Row = Row>(sql: string, params?: readonly SqlValue[], options?: ReadOptions): Promise<T[]>
}

/** A batch for the appender: one array per column of the table, in table order, all of one length. */
export type ColumnBatch = readonly (readonly (string | number | bigint | boolean | null)[])[]

/** The writer inside its transaction. */
export interface Writer extends Reader {
  /** Returns how many rows it inserted, changed or deleted. */
  run(sql: string, params?: readonly SqlValue[]): Promise<number>
  /**
   * As `run`, for statements on few rows that come again and again: parsed and planned once, then only executed.
   */
  repeat(sql: string, params?: readonly SqlValue[]): Promise<number>
  /** As `rows`, kept like what `repeat` runs. */
  ask<T extends Row = Row>(sql: string, params?: readonly SqlValue[]): Promise<T[]>
  append(table: string, batch: ColumnBatch): Promise<void>
}

/** The writer alone with the engine, each statement its own transaction unless it is in `atomic`. */
export interface Maintenance extends Writer {
  /** One transaction: commits when `work` resolves, rolls back when it throws. */
  atomic<T>(work: (tx: Writer) => Promise<T>): Promise<T>
  /**
   * Runs what works on all there is, outside `atomic`: on every core, where the others leave off reading for a moment. The next piece
   * of work begins with half again.
   */
  onAllCores<T>(work: () => Promise<T>): Promise<T>
  /**
   * A second writer beside this one for as long as `work` takes, each statement its own transaction: sees tables of the file
   * and those in `WORKSHOP`, not the temporary ones. The two must not touch what the other changes.
   */
  beside<T>(work: (other: Writer) => Promise<T>): Promise<T>
}

/** A database in memory, empty on opening, whose tables every writer sees. */
export const WORKSHOP = 'workshop'

export interface Engine extends Reader {
  /** Rows in batches, as they come, for exports of any size. */
  stream(sql: string, params?: readonly SqlValue[], options?: ReadOptions): AsyncIterable<Row[]>
  /** Arrow IPC stream of the result. */
  arrow(sql: string, params?: readonly SqlValue[], options?: ReadOptions): Promise<Uint8Array>
  /**
   * Parquet file of the result, in pieces, once it is complete; `about` goes into its key-value metadata. Whoever begins to read
   * reads to the end or breaks off: the file behind it lasts as long.
   */
  parquet(
    sql: string,
    params: readonly SqlValue[],
    about: Readonly<Record<string, string>>,
    options?: ReadOptions,
  ): Promise<AsyncIterable<Uint8Array>>
  /** One writer at a time, in one transaction: commits when `work` resolves, rolls back when it throws. */
  write<T>(work: (tx: Writer) => Promise<T>): Promise<T>
  /** Outside a transaction and alone: settings, checkpoints, bulk jobs that publish their result in one transaction. */
  maintain<T>(work: (tx: Maintenance) => Promise<T>): Promise<T>
  /** Several pieces of work on every core, and whatever else runs meanwhile. Itself one that waits for its turn: never called within one. */
  onAllCores<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** A path as a reading function of the engine takes it: a pattern that fits nothing else, whatever characters are in it. */
export const quotedPath = (path: string): string => quoted(path.replace(/[*?[]/g, '[$&]'))

/** A text as SQL writes it. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
