/**
 * Prints the JavaScript that the first page loads, gzipped: the entry, the chunk of Live, the chunk of its charts, and
 * everything those import statically, and the texts of one language. Exits 1 over the budget.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from './setup.mjs'

const BUDGET_KB = 350
const FIRST_PAGE = [
  'index.html',
  'features/live/live-page.tsx',
  'components/chart/engine/draw.ts',
  'lib/i18n/de.ts',
]

const out = join(root, 'dist', 'web')
const manifestPath = join(out, '.vite', 'manifest.json')
if (!existsSync(manifestPath)) {
  console.error('Nothing is built: npm run build')
  process.exit(3)
}
const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'))

const needed = new Set()
for (const key of FIRST_PAGE) {
  if (!manifest[key]) throw new Error(`${key} is no chunk of the build any more`)
  need(key)
}
const sizes = [...needed].map((key) => ({ file: manifest[key].file, bytes: gzipped(manifest[key].file) }))
sizes.sort((a, b) => b.bytes - a.bytes)
for (const { file, bytes } of sizes) console.log(`${kilobytes(bytes).padStart(8)} kB  ${file}`)
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
console.log(`${kilobytes(total).padStart(8)} kB  first page, gzipped JavaScript (budget ${BUDGET_KB} kB)`)
process.exitCode = total <= BUDGET_KB * 1000 ? 0 : 1

function need(key) {
  if (needed.has(key)) return
  needed.add(key)
  for (const imported of manifest[key].imports ?? []) need(imported)
}

function gzipped(file) {
  return file.endsWith('.js') ? gzipSync(readFileSync(join(out, file)), { level: 9 }).length : 0
}

function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1)
}
