import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildWeb, install, must, root, run } from './setup.mjs'

/**
 * The sample company, from nothing to a live dashboard: installs, builds, generates a year, imports it the way any file
 * is imported, and serves it while the company goes on.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '3000' },
    messages: { type: 'string', default: '150000' },
    seed: { type: 'string', default: '1' },
  },
})

await install()
const built = await buildWeb()
if (built !== 0) process.exit(built)
const data = chooseFolder()
if (!existsSync(join(data, 'demo.json'))) await fill(data)
const port = (await isFree(values.port)) ? values.port : '0'
if (port !== values.port) console.error(`Port ${values.port} is taken, so a free one is used`)
const serve = ['server/cli/pegel.cjs', 'serve', '--demo', '--port', port, '--data', data]
process.exit(await run(process.execPath, serve))

/** `--data` or `PEGEL_DATA` if given; else `./data`, unless it holds something else. */
function chooseFolder() {
  const asked = values.data ?? process.env.PEGEL_DATA
  const first = resolve(asked ?? join(root, 'data'))
  if (isOurs(first)) return first
  if (asked) {
    console.error(`${first} holds other data; the demo needs an empty folder`)
    process.exit(2)
  }
  const second = join(root, 'data-demo')
  console.error(`${first} holds your data, so the demo goes to ${second}`)
  return second
}

function isOurs(folder) {
  return !existsSync(folder) || existsSync(join(folder, 'demo.json')) || readdirSync(folder).length === 0
}

async function fill(folder) {
  const files = mkdtempSync(join(tmpdir(), 'pegel-sample-'))
  const unfinished = `${folder}.unfinished`
  const endsAt = Math.floor(Date.now() / 60_000) * 60_000
  process.on('exit', () => {
    for (const left of [files, unfinished]) rmSync(left, { recursive: true, force: true })
  })
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true })
  copyFileSync(join(root, 'sample-data/pegel.yml'), join(unfinished, 'pegel.yml'))
  console.error(`Making a year of the sample company, ${values.messages} messages …`)
  const world = [
    '--messages',
    values.messages,
    '--seed',
    values.seed,
    '--end',
    new Date(endsAt).toISOString(),
  ]
  const generate = ['--import', 'tsx', 'sample-data/generate.ts', '--out', files, ...world]
  await must(process.execPath, generate, { stdio: ['ignore', 'ignore', 2] })
  for (const file of ['sample-data/config.yml', join(files, 'plans.yml')]) {
    const configure = ['config', 'import', file, '--data', unfinished]
    await must(process.execPath, ['server/cli/pegel.cjs', ...configure], { stdio: ['ignore', 2, 2] })
  }
  const sources = ['inbox', 'whatsapp']
  console.error('Importing it …')
  const load = [
    'import',
    ...sources.map((source) => join(files, `${source}.jsonl`)),
    ...sources.flatMap((source) => ['--source', source]),
    ...['--data', unfinished],
  ]
  await must(process.execPath, ['server/cli/pegel.cjs', ...load], { stdio: ['ignore', 2, 2] })
  const demo = { messages: Number(values.messages), seed: Number(values.seed), endsAt }
  writeFileSync(join(unfinished, 'demo.json'), JSON.stringify(demo))
  rmSync(folder, { recursive: true, force: true })
  renameSync(unfinished, folder)
}

function isFree(port) {
  return new Promise((answer) => {
    const probe = createServer()
    probe.once('error', () => answer(false))
    probe.listen(Number(port), '127.0.0.1', () => probe.close(() => answer(true)))
  })
}
