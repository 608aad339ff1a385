import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** Copies a file into `dir` under its SHA-256, durably, so that a rebuild can read it again. */
export async function keepFile(path: string, dir: string): Promise<{ sha256: string; bytes: number }> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const partial = join(dir, `.${process.pid}-${performance.now()}.partial`)
  const hash = createHash('sha256')
  let bytes = 0
  try {
    await pipeline(
      createReadStream(path),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk)
          bytes += chunk.length
          yield chunk
        }
      },
      createWriteStream(partial, { mode: 0o600, flush: true }),
    )
    const sha256 = hash.digest('hex')
    const final = join(dir, sha256)
    if (existsSync(final)) await rm(partial)
    else await rename(partial, final)
    return { sha256, bytes }
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}
