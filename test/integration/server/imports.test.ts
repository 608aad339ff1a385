import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFolder, post, type TestFolder } from './folder.ts'

let folder: TestFolder
beforeAll(async () => {
  folder = await openFolder()
})
afterAll(() => folder.close())

const CSV = `ticket;updated_at;status;group
1;2026-03-01T10:00:00Z;In Progress;Billing
2;2026-03-02T10:00:00Z;Frozen;Support
`

const send = (
  body: string | Uint8Array<ArrayBuffer>,
  name = 'tickets.csv',
  headers: Record<string, string> = {},
) =>
  Promise.resolve(
    folder.app.request(`http://localhost:3000/api/v1/imports?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { host: 'localhost:3000', 'content-type': 'application/octet-stream', ...headers },
      body,
    }),
  )
const get = async (path: string) => {
  const url = `http://localhost:3000/api/v1/imports/${path}`
  return (await folder.app.request(url, { headers: { host: 'localhost:3000' } })).json()
}

async function finished(id: string): Promise<Record<string, unknown>> {
  for (;;) {
    const state = (await get(id)) as Record<string, unknown>
    if (state.state !== 'running') return state
    await folder.pegel.settle()
  }
}

describe('a file that is sent', () => {
  it('is described, previewed as events and rejects, and imported as on the command line', async () => {
    const sent = await (await send(CSV, '../../etc/tickets.csv')).json()
    expect(sent).toMatchObject({
      name: 'tickets.csv',
      format: 'csv',
      columns: ['ticket', 'updated_at', 'status', 'group'],
      values: { status: ['In Progress', 'Frozen'] },
      mapping: {
        kind: 'snapshots',
        ticket: 'ticket',
        at: 'updated_at',
        values: { status: { 'In Progress': 'open' } },
      },
    })
    const asked = { source: 'helpdesk', mapping: sent.mapping }
    const preview = await (await post(folder.app, `/api/v1/imports/${sent.id}/preview`, asked)).json()
    expect(preview).toMatchObject({ read: 2, mapped: 1, problems: [{ row: 2 }] })
    expect(preview.problems[0].reason).toContain('Frozen')
    expect(preview.events[0]).toMatchObject({ ticketId: '1', status: 'open', team: 'Billing' })
    expect(await folder.pegel.engine.rows('select * from event')).toEqual([])

    const status = { ...sent.mapping.values.status, Frozen: 'on_hold' }
    const mended = { ...asked, mapping: { ...sent.mapping, values: { status } } }
    await post(folder.app, `/api/v1/imports/${sent.id}/start`, mended)
    expect(await finished(sent.id)).toMatchObject({
      state: 'done',
      result: { read: 2, accepted: 2, duplicate: 0, rejected: 0 },
    })
    const [row] = await folder.pegel.engine.rows<{ n: number }>(
      "select count(*) as n from ticket where source = 'helpdesk'",
    )
    expect(row?.n).toBe(2)
  })

  it('is refused with the reason, and nothing stays behind', async () => {
    const kept = () => readdirSync(join(folder.dataDir, 'uploads')).length
    const before = kept()
    const reasons = async (body: string | Uint8Array<ArrayBuffer>) => {
      const response = await send(body)
      return [response.status, (await response.json()).fields?.file]
    }
    expect(await reasons('')).toEqual([400, 'is empty'])
    expect(await reasons(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]))).toEqual([
      400,
      'is a zip archive or an Excel workbook; export it as CSV',
    ])
    expect(await reasons(Uint8Array.from([1, 0, 2, 0]))).toEqual([400, 'is neither text nor Parquet'])
    expect((await (await send('a,a\n1,2\n')).json()).fields).toEqual({ a: 'stands twice in the header' })
    expect(kept()).toBe(before)
  })

  it('names the fields of a mapping that does not fit', async () => {
    const { id, mapping } = await (await send(CSV)).json()
    const asked = { source: 'helpdesk', mapping: { ...mapping, ticket: 'nr' } }
    const preview = await post(folder.app, `/api/v1/imports/${id}/preview`, asked)
    expect([preview.status, (await preview.json()).fields]).toEqual([
      400,
      { ticket: 'no column "nr" in the file' },
    ])
    const bad = { ...asked, mapping: { ...mapping, zone: 'Mars' } }
    expect((await post(folder.app, `/api/v1/imports/${id}/start`, bad)).status).toBe(400)
    expect((await get(id)).state).toBe('uploaded')
    expect(
      (await post(folder.app, '/api/v1/imports/00000000-0000-4000-8000-000000000000/preview', asked)).status,
    ).toBe(404)
  })

  it('does not come from another site, and other routes take no such bodies', async () => {
    expect((await send(CSV, 'a.csv', { origin: 'https://elsewhere.example' })).status).toBe(403)
    expect((await send(CSV, 'a.csv', { 'content-type': 'text/plain' })).status).toBe(415)
    const query = await post(folder.app, '/api/v1/query', '{}', {
      'content-type': 'application/octet-stream',
    })
    expect(query.status).toBe(415)
  })
})
