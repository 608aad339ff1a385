import { appendFileSync, copyFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
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

  const count = 'select count(*) as n, max(event_no) as last from event'
  const loaded = await pegel.engine.rows(count)
  const { identical } = await pegel.rebuild({ from: 'archive' })
  expect(identical).toBe(true)
  expect(await pegel.engine.rows(count)).toEqual(loaded)
  expect(readdirSync(join(pegel.dataDir, 'tmp'))).toEqual([])
  await pegel.close()
  await inTurn.close()
})

it('answers everybody when it is closed in the middle, and loses nothing that it kept', async () => {
  const { inbox, whatsapp } = await sampleFiles(2000)
  const files = [
    { source: 'cloudevents', path: inbox },
    { source: 'whatsapp', path: whatsapp },
    { source: 'again', path: inbox },
  ]
  const dataDir = join(folder.path, 'closed')
  const closing = await openAt(dataDir)
  const answers = Promise.allSettled(files.map((one) => closing.importFile(one)))
  await closing.close()
  for (const answer of await answers)
    if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'unavailable' })

  const reopened = await openAt(dataDir)
  for (const one of files) await reopened.importFile(one)
  const whole = await openAt(join(folder.path, 'whole'))
  for (const one of files) await whole.importFile(one)
  const count = 'select source, count(*) as n from event group by all order by all'
  expect(await reopened.engine.rows(count)).toEqual(await whole.engine.rows(count))
  expect(await printed(reopened, 'ticket')).toBe(await printed(whole, 'ticket'))
  await reopened.close()
  await whole.close()
})
