import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { WEB_DIR } from '../../server/paths.ts'

/** Bytes of scripts of the built pages, gzipped; by the paths under which they are served. */
export const gzippedSize = (paths: Iterable<string>): number =>
  [...paths].reduce((sum, path) => sum + gzipSync(readFileSync(join(WEB_DIR, path)), { level: 9 }).length, 0)
