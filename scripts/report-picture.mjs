import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { must, root } from './setup.mjs'

/**
 * The weekly report of the sample company in docs/pictures, as the command line makes it: `node scripts/report-picture.mjs --data data --week 2026-W47`.
 * Its pages become pictures with `pdftoppm` (Debian: poppler-utils).
 */
const { values } = parseArgs({
  options: { data: { type: 'string', default: join(root, 'data') }, week: { type: 'string' } },
})
const out = join(root, 'docs', 'pictures', 'weekly-report')
const week = values.week === undefined ? [] : ['--week', values.week]
const pegel = ['server/cli/pegel.cjs', 'report', 'weekly', '--out', `${out}.pdf`, '--data', values.data]
await must(process.execPath, [...pegel, ...week])
await must('pdftoppm', ['-r', '90', '-png', `${out}.pdf`, out])
