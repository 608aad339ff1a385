import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { putConfig } from '../../../pipelines/config/verbs/put.ts'
import { weeklyResult } from '../../../server/routes/reports-schema.ts'
import { deliver, openFolder, post, type TestFolder, textDelivery } from '../server/folder.ts'
import { readPdf } from './read-pdf.ts'

let folder: TestFolder
beforeAll(async () => {
  folder = await openFolder()
  // The clock says Wednesday of week 10; two tickets in week 9 of Berlin, one of them still Sunday there.
  await deliver(folder.app, textDelivery('a', '2026-02-24T09:00:00Z', '491700000001'))
  await deliver(folder.app, textDelivery('b', '2026-03-01T22:30:00Z', '491700000002'))
  await deliver(folder.app, textDelivery('c', '2026-03-01T23:30:00Z', '491700000003'))
  await folder.pegel.settle()
  const body = { name: 'A <reader>', email: 'reader@example.com', tz: 'Europe/Berlin', language: 'de' }
  await putConfig(folder.pegel, { kind: 'report_recipient', id: 'reader', body, author: 'test' })
})
afterAll(() => folder.close())

const get = async (path: string) =>
  folder.app.request(`http://localhost:3000${path}`, { headers: { host: 'localhost:3000' } })
const QUESTION = { tz: 'Europe/Berlin', language: 'de' }

describe('POST /api/v1/reports/weekly', () => {
  it('answers for the last week in the zone, as the published schema says', async () => {
    const response = await post(folder.app, '/api/v1/reports/weekly', QUESTION)
    const { figures, document } = weeklyResult.parse(await response.json())
    expect(document).toMatchObject({ week: '2026-W09', language: 'de', title: 'Wochenbericht, Woche 9 2026' })
    expect(figures.headline[0]).toMatchObject({ metric: 'tickets_created', value: 2 })
    const query = { metrics: ['tickets_created'], from: figures.week.from, to: figures.week.to }
    const asked = (await (await post(folder.app, '/api/v1/query', query)).json()) as {
      data: Record<string, number[]>
    }
    expect(asked.data.tickets_created).toEqual([2])
  })

  it('is the same as PDF', async () => {
    const accept = { accept: 'application/pdf' }
    const response = await post(folder.app, '/api/v1/reports/weekly', QUESTION, accept)
    expect(response.headers.get('content-type')).toBe('application/pdf')
    expect(response.headers.get('content-disposition')).toContain('pegel-2026-W09.pdf')
    const { title, text } = await readPdf(new Uint8Array(await response.arrayBuffer()))
    expect(title).toBe('Wochenbericht, Woche 9 2026')
    expect(text).toContain('Neue Tickets 2')
  })

  it.each([
    [{ week: '2026-W99' }, 'week'],
    [{ tz: 'Mars/Olympus' }, 'tz'],
    [{ filters: [{ dimension: 'nope', values: ['x'] }] }, 'by'],
    [{ language: 'fr' }, 'language'],
  ])('explains %j', async (body, field) => {
    const response = await post(folder.app, '/api/v1/reports/weekly', body)
    expect(response.status).toBe(400)
    const { fields } = (await response.json()) as { fields: Record<string, string> }
    expect(Object.keys(fields)).toContain(field)
  })
})

describe('recipients', () => {
  it('are listed with when their next report leaves', async () => {
    const list = (await (await get('/api/v1/reports/recipients')).json()) as {
      mailServer: boolean
      recipients: { id: string; nextDueAt: string; last: unknown }[]
    }
    expect(list.mailServer).toBe(false)
    expect(list.recipients).toMatchObject([
      { id: 'reader', nextDueAt: '2026-03-09T06:00:00.000Z', last: null },
    ])
  })

  it('see what they would get, and get nothing without a mail server', async () => {
    const preview = (await (await get('/api/v1/reports/recipients/reader/preview')).json()) as {
      html: string
    }
    expect(preview.html).toContain('A &lt;reader&gt;')
    expect((await post(folder.app, '/api/v1/reports/recipients/reader/send', {})).status).toBe(503)
    expect(await (await get('/api/v1/reports/archive')).json()).toEqual([])
    expect((await get('/api/v1/reports/archive/nothing')).status).toBe(404)
  })
})

describe('the unsubscribe link', () => {
  // From outside, as a mail reader calls: no loopback name, a form.
  const visit = (method: string, search: string) =>
    folder.app.request(`https://pegel.example.com/reports/unsubscribe?${search}`, {
      method,
      headers: { host: 'pegel.example.com', 'content-type': 'application/x-www-form-urlencoded' },
    })
  const paused = async () =>
    ((await (await get('/api/v1/config/report_recipient/reader')).json()) as { body: { paused: boolean } })
      .body.paused

  it('asks when it is opened, and unsubscribes when it is posted to', async () => {
    const preview = (await (await get('/api/v1/reports/recipients/reader/preview')).json()) as {
      text: string
    }
    const search = /unsubscribe\?(\S+)/.exec(preview.text)?.[1] ?? ''
    const asked = await visit('GET', search)
    expect(await asked.text()).toContain('Den Wochenbericht nicht mehr an A &lt;reader&gt; senden?')
    expect(await paused()).toBe(false)
    const tampered = search.replace(/token=./, 'token=!')
    expect((await visit('POST', tampered)).status).toBe(403)
    expect((await visit('POST', search.replace('reader', 'other'))).status).toBe(403)
    expect(await paused()).toBe(false)
    expect((await visit('POST', search)).status).toBe(200)
    expect(await paused()).toBe(true)
  })

  it('opens nothing else', async () => {
    const elsewhere = await folder.app.request('https://pegel.example.com/api/v1/reports/archive', {
      headers: { host: 'pegel.example.com' },
    })
    expect(elsewhere.status).toBe(403)
  })
})
