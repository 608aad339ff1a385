import type { DuckDBConnection } from '@duckdb/node-api'

/** A reader's place with the connection that goes with it. */
export class Lease {
  readonly connection: DuckDBConnection
  readonly #giveBack: () => void
  #ended = false

  constructor(connection: DuckDBConnection, giveBack: () => void) {
    this.connection = connection
    this.#giveBack = giveBack
  }

  get ended(): boolean {
    return this.#ended
  }

  /** Closes the connection and frees the place, once. */
  end(): void {
    if (this.#ended) return
    this.#ended = true
    this.connection.disconnectSync()
    this.#giveBack()
  }
}
