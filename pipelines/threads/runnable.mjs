/**
 * The sources and the packages that they use, as Node runs them: joined into a few files without types. Translating the
 * sources one by one while they are loaded takes three seconds of processor time for a command that is done in milliseconds,
 * and finding the packages file by file a fifth of what is left.
 */
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SOURCES = ['pipelines', 'sample-data', 'server']
/** Packages that look for files beside themselves, and what comes with them. */
const APART = ['@duckdb/*', 'esbuild', 'highs', 'pdfkit', 'svg-to-pdfkit', 'tsx']
/** Builds of earlier sources that a process may still be loading parts of. */
const KEPT = 5

/**
 * Address to import for the source `module` (a file URL below `root`); anything else is its own. Made anew when a source has
 * changed. Where nothing can be written, sources are translated while they are loaded.
 */
export async function runnable(module, root = ROOT) {
  const file = module.startsWith('file:') ? relative(root, fileURLToPath(module)) : '..'
  if (file.startsWith('..')) return module
  const cache = join(root, 'node_modules', '.cache', 'pegel')
  const folder = join(cache, stampOf(root), file.replace(/\W+/g, '-'))
  try {
    if (!existsSync(folder)) {
      await build(root, file, folder)
      forgetOld(cache)
    }
    process.setSourceMapsEnabled(true)
    return pathToFileURL(join(folder, 'main.js')).href
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EROFS' && error.code !== 'EPERM') throw error
    const { register } = await import('tsx/esm/api')
    register()
    return module
  }
}

/** Tells sources apart from any others: where they are, and what is there. */
function stampOf(root) {
  const hash = createHash('sha256').update(`${root} ${process.version}`)
  const files = SOURCES.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => join(folder, name)),
  )
  for (const file of [...files, 'package.json', 'package-lock.json']) {
    const { mtimeMs, size } = statSync(join(root, file), { throwIfNoEntry: false }) ?? {}
    hash.update(`${file} ${mtimeMs} ${size}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

async function build(root, file, folder) {
  const esbuild = await import('esbuild')
  mkdirSync(dirname(folder), { recursive: true })
  const own = mkdtempSync(`${folder}.`)
  try {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: { main: file },
      outdir: own,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20.19',
      external: APART,
      banner: { js: requiring(root) },
      sourcemap: true,
      logLevel: 'silent',
      plugins: [{ name: 'addresses', setup: ({ onLoad }) => onLoad({ filter: /\.ts$/ }, loaded) }],
    })
    renameSync(own, folder)
  } catch (error) {
    rmSync(own, { recursive: true, force: true })
    // Unless another process has made it meanwhile.
    if (!existsSync(folder)) throw error
  }
}

/** Packages of the older kind ask for what Node brings along by a function that modules do not have. */
function requiring(root) {
  const from = JSON.stringify(join(root, 'package.json'))
  return `import { createRequire as requireFrom } from 'node:module'\nconst require = requireFrom(${from})`
}

/** What lies beside a source is found from there. */
function loaded({ path }) {
  const text = readFileSync(path, 'utf8')
  const contents = text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
  return { loader: 'ts', contents }
}

function forgetOld(cache) {
  // Another process may be forgetting too.
  const age = (name) => statSync(join(cache, name), { throwIfNoEntry: false })?.mtimeMs ?? 0
  const newest = readdirSync(cache).sort((a, b) => age(b) - age(a))
  for (const name of newest.slice(KEPT)) rmSync(join(cache, name), { recursive: true, force: true })
}
