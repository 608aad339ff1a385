import { appendFileSync, copyFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readManifest } from '../../../pipelines/archive/archive.ts'
import { importedSample, openAt, printed, sampleFiles, tempFolder } from './folder.ts'

const folder = tempFolder()
afterAll(() => folder.remove())

it('takes files that are handed over at once as if one came after the other', async () => {
  const { inbox, whatsapp } = await sampleFiles(10_000)
  // Large enough for threads of their own; what stands there again is known by then.
  const large = join(folder.path, 'inbox.jsonl')
  copyFileSync(inbox, large)
  appendFileSync(large, readFileSync(inbox))
  const pegel = await openAt(join(folder.path, 'at-once'))
  const [first, second] = await Promise.all([
    pegel.importFile({ source: 'cloudevents', path: large }),
    pegel.importFile({ source: 'whatsapp', path: whatsapp }),
  ])

  await importedSample(join(folder.path, 'in-turn'))
  const inTurn = await openAt(join(folder.path, 'in-turn'))
  for (const fact of ['ticket', 'response', 'status_interval', 'rating'] as const)
    expect(await printed(pegel, fact), fact).toBe(await printed(inTurn, fact))
  const results = await inTurn.engine.rows<{ read: number; accepted: number }>(
    'select read_count as read, accepted from import_result order by delivery_seq',
  )
  expect(first.read).toBe(2 * (results[0]?.read ?? 0))
  expect(first.accepted).toBe(results[0]?.accepted)
  expect(second).toMatchObject(results[1] ?? {})

  const { identical } = await pegel.rebuild({ from: 'archive' })
  expect(identical).toBe(true)
  const [events] = await pegel.engine.rows<{ n: number; last: number }>(
    'select count(*) as n, max(event_no) as last from event',
  )
  expect(events?.n).toBeGreaterThan(10_000)
  expect((await readManifest(join(pegel.dataDir, 'archive'))).eventNo).toBe(events?.last)
  expect(readdirSync(join(pegel.dataDir, 'tmp'))).toEqual([])
  await pegel.close()
  await inTurn.close()
})
