import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { query } from '../../../pipelines/metrics/query.ts'
import { loadModels } from '../../../pipelines/models/model.ts'
import type { FactName, Pegel } from '../../../pipelines/pegel.ts'
import { openAt, printed, sampleFiles, shuffledTwice, tempFolder } from './folder.ts'

const MODELS = fileURLToPath(new URL('../../../sql/models', import.meta.url))
const FACTS: readonly FactName[] = ['ticket', 'response', 'sla_clock', 'status_interval', 'rating']

/** A sample company delivered in order, and the same deliveries shuffled and doubled. */
describe('a year of deliveries', () => {
  const folder = tempFolder()
  let pegel: Pegel
  let files: { whatsapp: string; inbox: string }

  beforeAll(async () => {
    files = await sampleFiles(3000)
    pegel = await openAt(join(folder.path, 'in-order'))
    await pegel.importFile({ path: files.whatsapp, source: 'whatsapp' })
    await pegel.importFile({ path: files.inbox, source: 'inbox' })
  })
  afterAll(async () => {
    await pegel.close()
    folder.remove()
  })

  it('gives the same facts in any order and however often it is delivered', async () => {
    const shuffled = await openAt(join(folder.path, 'shuffled'))
    for (const [source, path] of [
      ['inbox', files.inbox],
      ['whatsapp', files.whatsapp],
    ] as const) {
      const mixed = join(folder.path, `${source}.mixed.jsonl`)
      shuffledTwice(readFileSync(path, 'utf8'), mixed, 42)
      const result = await shuffled.importFile({ path: mixed, source })
      expect(result.rejected).toBe(0)
      expect(result.duplicate).toBeGreaterThanOrEqual(result.read / 2)
    }
    for (const fact of FACTS) expect(await printed(shuffled, fact), fact).toBe(await printed(pegel, fact))
    await shuffled.close()
  })

  it('lies in the order of time, so that a question about a week reads little', async () => {
    const sorted = loadModels(MODELS).filter(({ order }) => order !== null)
    expect(sorted.map(({ name }) => name)).toContain('message')
    await pegel.rebuild({ from: 'archive' })
    for (const { name, order } of sorted) {
      const [found] = await pegel.engine.rows<{ n: number; early: number }>(
        `select count(*) as n, count(*) filter (where own < before) as early
         from (select ${order} as own, lag(${order}) over (order by rowid) as before from ${name})`,
      )
      expect(found?.n, name).toBeGreaterThan(100)
      expect(found?.early, name).toBe(0)
    }
  })

  it('is what a rebuild gives, from the archive and from the journal', async () => {
    const before = await printed(pegel, 'ticket')
    for (const from of ['archive', 'journal'] as const) {
      const rebuilt = await pegel.rebuild({ from })
      expect(rebuilt.identical, from).toBe(true)
      expect(rebuilt.rows.ticket).toBeGreaterThan(100)
      expect(await printed(pegel, 'ticket')).toBe(before)
    }
  })

  it('counts now as running and overdue what the clocks say of themselves', async () => {
    const [state] = await pegel.engine.rows<{ running: number; overdue: number; expired: number }>(
      `select count(*) filter (where state in ('running', 'overdue')) as running,
              count(*) filter (where state = 'overdue') as overdue,
              count(*) filter (where state = 'breached' and stopped_at is null) as expired
       from sla_clock where not removed`,
    )
    expect(state?.expired).toBeGreaterThan(0)
    const { data } = await query(pegel, {
      metrics: ['sla_running', 'sla_overdue'],
      from: 'now-1d',
      to: 'now',
    })
    expect(data).toMatchObject({ sla_running: [state?.running], sla_overdue: [state?.overdue] })
  })

  it('passes every data check', async () => {
    const found = await pegel.check()
    expect(found.length).toBeGreaterThanOrEqual(8)
    expect(found.filter((one) => one.rows > 0)).toEqual([])
  })

  it('keeps no customer in the clear in the database', async () => {
    const [row] = await pegel.engine.rows<{ customer: string }>(
      'select customer_id as customer from event where customer_id is not null limit 1',
    )
    const sample = readFileSync(files.whatsapp, 'utf8')
    const phone = /"wa_id":"(\d+)"/.exec(sample)?.[1]
    expect(phone).toBeDefined()
    expect(row?.customer).toMatch(/^[\w-]{22}$/)
    const columns = await pegel.engine.columns('select * from event')
    const texts = new Set(columns.values.flat().filter((value) => typeof value === 'string'))
    expect([...texts].filter((text) => (text as string).includes(phone as string))).toEqual([])
  })
  it('stays as it is when it is opened to serve', async () => {
    const before = await Promise.all(FACTS.map((fact) => printed(pegel, fact)))
    const { dataVersion } = pegel
    const cells = () => pegel.engine.rows('from rollup_message order by all')
    const told = await cells()
    expect(told.length).toBeGreaterThan(1000)
    await pegel.close()
    pegel = await openAt(join(folder.path, 'in-order'), true)
    await pegel.settle()
    expect(pegel.dataVersion).toBe(dataVersion)
    expect(await Promise.all(FACTS.map((fact) => printed(pegel, fact)))).toEqual(before)
    expect(await cells()).toEqual(told)
  })
})
