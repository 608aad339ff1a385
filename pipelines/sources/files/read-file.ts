import { BatchBuilder, type FileBatch } from './batch.ts'
import { openInput, type ReadOptions } from './open-input.ts'

/**
 * A file of any size and format → canonical events, in batches of at most 1,000 rows with memory that does not grow with
 * the file. What is wrong with the whole file (missing, empty, no such columns, no mapping) is thrown as `PegelError`
 * before the first batch; what is wrong with one row is a reject. A damaged or oversized gzip file shows only on the
 * way and throws then; since rows have stable keys the import may simply be run again.
 *
 *   for await (const { events, rejects, read } of readFile('log.csv.gz', { source: 'desk', mapping, context, receivedAt }))
 */
export async function* readFile(path: string, options: ReadOptions): AsyncGenerator<FileBatch> {
  const input = await openInput(path, options)
  try {
    const batch = new BatchBuilder()
    for await (const _ of input.fill(batch)) {
      options.signal?.throwIfAborted()
      if (batch.isDue) yield batch.take()
    }
    if (!batch.isEmpty) yield batch.take()
  } finally {
    await input.close()
  }
}
