import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from './chromium.mjs'
import { bin, buildWeb, install, root, run } from './setup.mjs'

/** Everything: types, units in New York, integration and SQL in UTC, then end to end in the system's Chromium. */
const only = process.argv.slice(2)
const total = { passed: 0, failed: 0, skipped: 0 }

await install()
if (only.length === 0) await types()
await tests(['unit', 'integration', 'sql'])
await endToEnd()
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed > 0 ? 1 : 0)

async function types() {
  console.error('\n— types')
  if ((await run(bin('tsc'), ['--noEmit'])) !== 0) total.failed++
}

async function endToEnd() {
  const chromium = findChromium()
  if (chromium) {
    if ((await buildWeb()) === 0) return tests(['e2e'], { PEGEL_CHROMIUM: chromium })
    console.error('The pages do not build: the end-to-end tests cannot run')
    total.failed++
    return
  }
  const needed = process.env.CI === 'true'
  console.error(`No Chromium is installed: the end-to-end tests ${needed ? 'cannot run' : 'are left out'}`)
  if (needed) total.failed++
}

/** One vitest run over some projects; adds up what it reports. */
async function tests(projects, env = {}) {
  console.error(`\n— ${projects.join(', ')}`)
  const folder = mkdtempSync(join(tmpdir(), 'pegel-test-'))
  const report = join(folder, 'report.json')
  const code = await run(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      ...projects.flatMap((name) => ['--project', name]),
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...only,
    ],
    { env: { ...process.env, ...env } },
  )
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {}
  rmSync(folder, { recursive: true })
  const failed = counts.numFailedTests ?? 0
  total.passed += counts.numPassedTests ?? 0
  total.skipped += (counts.numPendingTests ?? 0) + (counts.numTodoTests ?? 0)
  // A file that does not even load has no failed test of its own.
  total.failed += failed > 0 || code === 0 ? failed : 1
}
