import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseSync } from 'oxc-parser'

/**
 * Import boundaries: web → (types of) server → pipelines → engine, and only the engine knows DuckDB.
 * `from` and `to` look at paths from the root, packages by their name; `unless` lets through what it names.
 */
const RULES = [
  { name: 'only the engine imports DuckDB', from: /^(?!pipelines\/engine\/)/, to: /^@duckdb\// },
  {
    name: 'the engine imports nothing of ours but its errors',
    from: /^pipelines\/engine\//,
    to: /^(server|web|sample-data|pipelines\/(?!engine\/|errors\.ts))/,
  },
  {
    name: 'the engine is reached through its port',
    from: /^(pipelines\/(?!engine\/|open-(pegel|scratch)\.ts)|server\/)/,
    to: /^pipelines\/engine\/(?!(port|text-rows|dialect\/.*)\.ts$)/,
    unless: ({ from }) => from.endsWith('.test.ts') || /\/test-[^/]+$/.test(from),
  },
  {
    name: 'pipelines know neither server nor web nor the sample',
    from: /^pipelines\//,
    to: /^(server|web|sample-data)\//,
  },
  { name: 'the server knows no web', from: /^server\//, to: /^web\// },
  {
    name: 'the web takes types only',
    from: /^web\//,
    to: /^(server|pipelines)\//,
    unless: ({ typesOnly, from }) => typesOnly || from.endsWith('.test.ts'),
  },
  {
    name: 'features keep to themselves',
    from: /^web\/features\//,
    to: /^web\/features\//,
    unless: ({ from, to }) => from.split('/')[2] === to.split('/')[2],
  },
  {
    name: 'the web goes one way: app → features → components → lib',
    from: /^web\/(lib|components|features)\//,
    to: /^web\//,
    unless: ({ from, to }) => FLOORS.indexOf(to.split('/')[1]) <= FLOORS.indexOf(from.split('/')[1]),
  },
]

const FLOORS = ['lib', 'components', 'features', 'app']

/** What the edges `{from, to, typesOnly}` break, one line each; cycles count value imports only. */
export function violations(edges) {
  const broken = edges.flatMap((edge) =>
    RULES.filter(({ from, to, unless }) => from.test(edge.from) && to.test(edge.to) && !unless?.(edge)).map(
      ({ name }) => `${name}: ${edge.from} → ${edge.to}`,
    ),
  )
  return [...broken, ...cycles(edges).map((path) => `no cycles: ${path.join(' → ')}`)]
}

function cycles(edges) {
  const next = new Map()
  for (const { from, to, typesOnly } of edges) {
    if (!typesOnly) next.set(from, [...(next.get(from) ?? []), to])
  }
  const done = new Set()
  const found = []
  const visit = (file, path) => {
    const at = path.indexOf(file)
    if (at !== -1) return found.push([...path.slice(at), file])
    if (done.has(file)) return
    for (const to of next.get(file) ?? []) visit(to, [...path, file])
    done.add(file)
  }
  for (const file of next.keys()) visit(file, [])
  return found
}

/** Imports and re-exports of one source file. */
export function edgesOf(from, source) {
  const { module, errors } = parseSync(from, source)
  if (errors.length > 0) throw new Error(`${from}: ${errors[0].message}`)
  const edge = (specifier, typesOnly) => ({ from, to: resolved(from, specifier), typesOnly })
  const allTypes = (entries) => entries.length > 0 && entries.every(({ isType }) => isType)
  return [
    ...module.staticImports.map((one) => edge(one.moduleRequest.value, allTypes(one.entries))),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.filter((one) => one.moduleRequest).map((one) => edge(one.moduleRequest.value, one.isType)),
    ),
    ...module.dynamicImports.flatMap(({ moduleRequest }) => {
      const [, specifier] = /^['"](.+)['"]$/.exec(source.slice(moduleRequest.start, moduleRequest.end)) ?? []
      return specifier === undefined ? [] : [edge(specifier, false)]
    }),
  ]
}

/** Our own imports name the file with its extension, so joining is resolving. */
function resolved(from, specifier) {
  return specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : specifier
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const files = ['server', 'pipelines', 'web', 'sample-data'].flatMap((room) =>
    readdirSync(posix.join(root, room), { recursive: true }).map((path) =>
      posix.join(room, path.replaceAll('\\', '/')),
    ),
  )
  const sources = files.filter((path) => /\.(ts|tsx|mjs|cjs)$/.test(path) && !path.endsWith('.d.ts'))
  const edges = sources.flatMap((path) => edgesOf(path, readFileSync(posix.join(root, path), 'utf8')))
  const broken = violations(edges)
  for (const line of broken) console.error(line)
  console.error(`${sources.length} files, ${edges.length} imports, ${broken.length} over the boundaries`)
  process.exit(broken.length > 0 ? 1 : 0)
}
