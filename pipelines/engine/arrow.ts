/** Result chunks → one Arrow IPC stream. */
import type { DuckDBDataChunk, DuckDBType } from '@duckdb/node-api'
import duckdb from '@duckdb/node-bindings'
import { Field, makeData, RecordBatch, RecordBatchStreamWriter, Schema, Struct } from 'apache-arrow'
import { type ArrowColumn, arrowColumn } from './arrow-column.ts'
import type { ColumnInfo } from './port.ts'

/** Takes a result's chunks one by one. */
export class ArrowEncoder {
  readonly #columns: readonly ArrowColumn[]
  readonly #names: readonly ColumnInfo[]
  readonly #rows: number
  #filled = 0

  constructor(columns: readonly ColumnInfo[], types: readonly DuckDBType[], rows: number) {
    this.#names = columns
    this.#columns = types.map((type) => arrowColumn(type, rows))
    this.#rows = rows
  }

  add(chunk: DuckDBDataChunk): void {
    const count = chunk.rowCount
    this.#columns.forEach((column, index) => {
      column.add(duckdb.data_chunk_get_vector(chunk.chunk, index), this.#filled, count)
    })
    this.#filled += count
  }

  /** The whole stream: schema, dictionaries, one batch. */
  finish(): Uint8Array {
    const children = this.#columns.map((column) => column.finish())
    const fields = children.map((data, index) => Field.new(this.#names[index]?.name ?? '', data.type, true))
    const data = makeData({ type: new Struct(fields), length: this.#rows, nullCount: 0, children })
    const batch = new RecordBatch(new Schema(fields), data)
    return RecordBatchStreamWriter.writeAll([batch]).toUint8Array(true)
  }
}
