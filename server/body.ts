import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'
import { invalid } from '../pipelines/errors.ts'

/**
 * The request's whole body as it came, or null once it is longer than `limit`, whatever length was announced.
 * Throws `invalid` when it breaks off. Reads the connection itself where there is one: a web `Request` around it costs more than the rest of a delivery.
 */
export async function readBody(c: Context, limit: number): Promise<Uint8Array | null> {
  const { incoming } = (c.env ?? {}) as { incoming?: IncomingMessage }
  // The connection has to stay open for the answer that refuses the body.
  const source = incoming?.iterator({ destroyOnReturn: false }) ?? c.req.raw.body ?? []
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      size += chunk.length
      if (size > limit) return null
      chunks.push(chunk)
    }
  } catch {
    throw invalid('The body ended before it was complete')
  }
  return Buffer.concat(chunks, size)
}
