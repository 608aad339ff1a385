import duckdb, { type Vector } from '@duckdb/node-bindings'

/** Which rows of a chunk have a value; all of them until told otherwise. */
export class Validity {
  #bits: Uint8Array<ArrayBuffer> | null = null

  clear(row: number): void {
    this.#bits ??= new Uint8Array(256).fill(255)
    const at = row >> 3
    this.#bits[at] = (this.#bits[at] as number) & ~(1 << (row & 7))
  }

  write(vector: Vector): void {
    if (this.#bits === null) return
    duckdb.vector_ensure_validity_writable(vector)
    duckdb.copy_data_to_vector_validity(vector, 0, this.#bits.buffer, 0, 256)
  }
}
