import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

/** Where the parts of this installation are. */
export const CATALOG_DIR = at('sql/metrics')
export const WEB_DIR = at('dist/web')

/** The version that `package.json` states. */
export const VERSION: string = (JSON.parse(readFileSync(at('package.json'), 'utf8')) as { version: string })
  .version
