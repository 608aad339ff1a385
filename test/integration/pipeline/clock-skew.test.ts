import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Pegel } from '../../../pipelines/pegel.ts'
import { NOW, openAt, tempFolder } from './folder.ts'

const folder = tempFolder()
afterAll(() => folder.remove())

const after = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000).toISOString()

/** A ticket that its source dates so many minutes behind the folder's clock. */
const ticket = (id: string, minutes: number) =>
  JSON.stringify({
    specversion: '1.0',
    id,
    source: '/t',
    type: 'io.pegel.ticket.created.v1',
    time: after(minutes),
    data: { ticket: id },
  })

const stored = (pegel: Pegel) =>
  pegel.engine.rows(
    `select ticket_id, occurred_at, json_extract_string(attrs, '$.claimed_at') as claimed_at from event order by ticket_id`,
  )

/** Of a clock that is five minutes ahead, and of one that is six. */
const EXPECTED = [
  { ticket_id: 'a-bit-ahead', occurred_at: '2026-12-15T12:05:00Z', claimed_at: null },
  { ticket_id: 'far-ahead', occurred_at: '2026-12-15T12:00:00Z', claimed_at: '2026-12-15T12:06:00.000Z' },
  { ticket_id: 'on-time', occurred_at: '2026-12-15T11:59:00Z', claimed_at: null },
]
const TOLD = [ticket('on-time', -1), ticket('a-bit-ahead', 5), ticket('far-ahead', 6)]

async function sameAfterRebuild(pegel: Pegel): Promise<void> {
  for (const from of ['journal', 'archive'] as const) {
    expect(await pegel.rebuild({ from }), from).toMatchObject({ identical: true })
    expect(await stored(pegel), from).toEqual(EXPECTED)
    expect(await skew(pegel), from).toEqual({ cloudevents: 1 })
  }
}

const skew = async (pegel: Pegel) =>
  Object.fromEntries(
    (await pegel.sources()).filter(({ clockSkew }) => clockSkew > 0).map((one) => [one.name, one.clockSkew]),
  )

describe('an event from the future', () => {
  it('that a webhook brings happened on arrival, keeps its claim and is counted', async () => {
    const pegel = await openAt(join(folder.path, 'webhook'))
    const headers = { 'content-type': 'application/cloudevents+json' }
    for (const body of TOLD) {
      await pegel.ingest({ source: 'cloudevents', account: null, headers, body: Buffer.from(body) })
    }
    expect(await stored(pegel)).toEqual(EXPECTED)
    expect(await skew(pegel)).toEqual({ cloudevents: 1 })
    const [created] = await pegel.engine.rows(`select created_at from ticket where ticket_id = 'far-ahead'`)
    expect(created).toEqual({ created_at: '2026-12-15T12:00:00Z' })
    await sameAfterRebuild(pegel)
    await pegel.close()
  })

  it('that a file brings happened on arrival too', async () => {
    const pegel = await openAt(join(folder.path, 'file'))
    const path = join(folder.path, 'told.jsonl')
    writeFileSync(path, `${TOLD.join('\n')}\n`)
    expect(await pegel.importFile({ path, source: 'cloudevents' })).toMatchObject({
      accepted: 3,
      rejected: 0,
    })
    expect(await stored(pegel)).toEqual(EXPECTED)
    await sameAfterRebuild(pegel)
    await pegel.close()
  })
})
