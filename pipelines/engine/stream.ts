import { unavailable } from '../errors.ts'
import { deadline } from './deadline.ts'
import { decodeChunk, executeStream, interruptible, shapeOf, toRows } from './execute.ts'
import type { Lease } from './lease.ts'
import type { Cell, ReadOptions, Row, SqlValue } from './port.ts'

export interface StreamLimits {
  /** The engine is closing. */
  closing: AbortSignal
  /** Milliseconds that the consumer may take over a batch before its place is given away. */
  stallMs: number
  /** The time limit, which counts for each batch, and the caller's signal. */
  options: ReadOptions | undefined
}

/**
 * Rows batch by batch, computed as they are asked for. A consumer that stalls or goes away without a word would keep a
 * place and a read transaction for good, so it loses them.
 */
export async function* streamRows(
  lease: Lease,
  sql: string,
  params: readonly SqlValue[],
  limits: StreamLimits,
): AsyncGenerator<Row[]> {
  const { closing, stallMs, options } = limits
  let limit = deadline(options, closing)
  try {
    const result = await executeStream(lease.connection, sql, params, limit.signal)
    const { columns, types } = shapeOf(result)
    for (;;) {
      const chunk = await interruptible(lease.connection, limit.signal, result.fetchChunk())
      limit.clear()
      if (!chunk || chunk.rowCount === 0) return
      const values: Cell[][] = types.map(() => [])
      decodeChunk(chunk, types, values)
      const end = () => lease.end()
      const stalled = setTimeout(end, stallMs)
      closing.addEventListener('abort', end, { once: true })
      yield toRows(columns, values)
      clearTimeout(stalled)
      closing.removeEventListener('abort', end)
      closing.throwIfAborted()
      if (lease.ended) throw unavailable(`The rows were not fetched for ${stallMs / 1000} s`)
      limit = deadline(options, closing)
    }
  } finally {
    limit.clear()
    lease.end()
  }
}
