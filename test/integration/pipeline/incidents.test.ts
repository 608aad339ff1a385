import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { query } from '../../../pipelines/metrics/query.ts'
import { openAt, printed, shuffledTwice, tempFolder } from './folder.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const LOG = join(ROOT, '..', 'shared', 'data', 'incidents-sample.csv')
const MAPPING = join(ROOT, 'sample-data', 'mappings', 'servicenow.yml')
const present = existsSync(LOG)
if (!present) console.error('skipped: ../shared/data/incidents-sample.csv is not here')

describe.skipIf(!present)('a log that nobody here made', () => {
  it('gives the figures that an independent script folds from the file', async () => {
    const folder = tempFolder()
    const pegel = await openAt(join(folder.path, 'data'))
    const result = await pegel.importFile({ path: LOG, source: 'servicenow', mappingPath: MAPPING })
    expect(result).toMatchObject({ read: 5998, accepted: 5998, duplicate: 0, rejected: 0 })
    const script = join(ROOT, 'test', 'independent', 'incidents.mjs')
    const theirs = JSON.parse(execFileSync(process.execPath, [script, LOG], { encoding: 'utf8' }))
    const ours = await query(pegel, {
      metrics: [
        'tickets_created',
        'tickets_resolved',
        'tickets_reopened',
        'full_resolution_time_mean',
        'first_resolution_time_mean',
      ],
    })
    const figure = (name: string) => ours.data[name]?.[0]
    expect(figure('tickets_created')).toBe(theirs.tickets)
    expect(figure('full_resolution_time_mean__n')).toBe(theirs.solved)
    expect(figure('tickets_resolved')).toBe(theirs.solved_cycles)
    expect(figure('tickets_reopened')).toBe(theirs.reopenings)
    expect(figure('full_resolution_time_mean')).toBeCloseTo(theirs.mean_full_resolution_s, 3)
    expect(figure('first_resolution_time_mean')).toBeCloseTo(theirs.mean_first_resolution_s, 3)

    const shuffled = await openAt(join(folder.path, 'shuffled'))
    const [header, ...rows] = readFileSync(LOG, 'utf8').split(/\r?\n/)
    const mixed = join(folder.path, 'mixed.csv')
    shuffledTwice(rows.join('\n'), mixed, 9)
    const withHeader = join(folder.path, 'mixed-with-header.csv')
    const { writeFileSync } = await import('node:fs')
    writeFileSync(withHeader, `${header}\n${readFileSync(mixed, 'utf8')}`)
    await shuffled.importFile({ path: withHeader, source: 'servicenow', mappingPath: MAPPING })
    expect(await printed(shuffled, 'ticket')).toBe(await printed(pegel, 'ticket'))
    expect(await printed(shuffled, 'status_interval')).toBe(await printed(pegel, 'status_interval'))
    await pegel.close()
    await shuffled.close()
    folder.remove()
  })
})
