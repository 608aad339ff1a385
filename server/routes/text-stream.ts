import { Readable } from 'node:stream'

/**
 * A response body of text that is made as it is read. Waits for the first `ahead` chunks, so that what fails at once
 * is answered as an error instead of a broken download.
 */
export async function textStream(
  chunks: AsyncGenerator<string>,
  ahead: number,
): Promise<ReadableStream<Uint8Array>> {
  const first: string[] = []
  for (let i = 0; i < ahead; i++) {
    const { value, done } = await chunks.next()
    if (done) break
    first.push(value)
  }
  async function* whole() {
    yield Buffer.from(first.join(''))
    for await (const chunk of chunks) yield Buffer.from(chunk)
  }
  return Readable.toWeb(Readable.from(whole(), { objectMode: false })) as ReadableStream<Uint8Array>
}

/** As `textStream`, of bytes, waiting for the first of them. */
export async function byteStream(chunks: AsyncIterable<Uint8Array>): Promise<ReadableStream<Uint8Array>> {
  const iterator = chunks[Symbol.asyncIterator]()
  const first = await iterator.next()
  async function* whole() {
    try {
      if (!first.done) yield first.value
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
    } finally {
      await iterator.return?.()
    }
  }
  return Readable.toWeb(Readable.from(whole(), { objectMode: false })) as ReadableStream<Uint8Array>
}
