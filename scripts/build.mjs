import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { bin, must, root } from './setup.mjs'

const out = join(root, 'dist', 'web')

await must(bin('vite'), ['build', 'web'])
for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
  if (entry.isFile() && /\.(js|css|html|svg|json|woff)$/.test(entry.name))
    compress(join(entry.parentPath, entry.name))
}

/** Leaves `.br` and `.gz` beside a file, so that the server never compresses while answering. */
function compress(path) {
  const bytes = readFileSync(path)
  if (bytes.length < 1024) return
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
  writeFileSync(
    `${path}.br`,
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  )
}
