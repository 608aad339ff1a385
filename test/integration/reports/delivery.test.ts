import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { putConfig } from '../../../pipelines/config/verbs/put.ts'
import { handOver } from '../../../pipelines/mail/hand-over.ts'
import { openPegel, type Pegel } from '../../../pipelines/pegel.ts'
import { Ledger } from '../../../pipelines/reports/delivery/ledger.ts'
import { Reports, type ReportsOptions } from '../../../pipelines/reports/delivery/reports.ts'
import { listMails } from '../../../pipelines/reports/delivery/store.ts'
import { mailServer } from '../alerts/receiver.ts'
import { openedOnce } from '../opened-once.ts'
import { readMail } from './read-mail.ts'
import { readPdf } from './read-pdf.ts'

const SUNDAY = '2026-11-22T12:00:00Z'
const MONDAY = '2026-11-23T06:30:00Z'

let dataDir: string
let server: Awaited<ReturnType<typeof mailServer>>
let now: Date
let pegel: Pegel
let reports: Reports
const drawn = { draw: async () => new TextEncoder().encode('%PDF-'), random: () => 0.5 }

async function open(options: ReportsOptions = drawn): Promise<void> {
  pegel = await openPegel({ dataDir, now: () => now })
  reports = new Reports(pegel, options)
}

/** As if the process had ended here and another had begun. */
async function restart(options?: ReportsOptions): Promise<void> {
  await reports.stop()
  await pegel.close()
  await open(options)
}

async function at(instant: string): Promise<number> {
  now = new Date(instant)
  await pegel.settle()
  return reports.run()
}

const list = (id: string, body: Record<string, unknown> = {}) =>
  putConfig(pegel, {
    kind: 'report_recipient',
    id,
    body: { name: 'A reader', email: `${id}@example.com`, tz: 'Europe/Berlin', ...body },
    author: 'test',
  })

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'pegel-reports-'))
  server = await mailServer()
  writeFileSync(
    join(dataDir, 'pegel.yml'),
    `mail: { host: 127.0.0.1, port: ${server.port}, from: pegel@example.com }\nalerts: { link: "https://pegel.example.com" }\n`,
  )
  now = new Date(SUNDAY)
  await openedOnce(dataDir, now)
  await open()
})
afterEach(async () => {
  await reports.stop()
  await pegel.close()
  await server.close()
  rmSync(dataDir, { recursive: true })
})

describe('once a week', () => {
  it('sends at the hour, and never again: not on the next look, not after a restart', async () => {
    await list('reader')
    expect(await at('2026-11-23T05:59:00Z')).toBe(0)
    expect(await at(MONDAY)).toBe(1)
    expect(await at(MONDAY)).toBe(0)
    await restart()
    expect(await at('2026-11-23T18:00:00Z')).toBe(0)
    expect(server.mails).toHaveLength(1)
    expect(readMail(server.mails[0] ?? '').headers.subject).toContain('week 47 of 2026')
    expect(await at('2026-11-30T07:00:00Z')).toBe(1)
    expect(server.mails).toHaveLength(2)
  })

  it('makes up for the weeks of a downtime, each once', async () => {
    await list('reader')
    expect(await at('2026-12-09T10:00:00Z')).toBe(3)
    expect(await at('2026-12-09T10:01:00Z')).toBe(0)
    const weeks = (await listMails(pegel.engine, {})).map(({ period }) => period).sort()
    expect(weeks).toEqual(['2026-W47', '2026-W48', '2026-W49'])
  })

  it('does not send again when the database lost what it knew', async () => {
    await list('reader')
    await at(MONDAY)
    await pegel.engine.write((tx) => tx.run('delete from report_mail'))
    await restart()
    expect(await at('2026-11-23T09:00:00Z')).toBe(0)
    expect(server.mails).toHaveLength(1)
  })

  it('does not send again when it was killed before it could note what it had sent', async () => {
    await list('reader')
    await at(MONDAY)
    await pegel.engine.write((tx) =>
      tx.run(`update report_mail set state = 'waiting', attempts = 0, next_at = created_at`),
    )
    await restart()
    expect(await at('2026-11-23T09:00:00Z')).toBe(0)
    expect((await listMails(pegel.engine, {}))[0]?.state).toBe('sent')
    expect(server.mails).toHaveLength(1)
  })

  it('skips a line that a kill cut short, and reads those around it', async () => {
    const ledger = new Ledger(dataDir)
    await ledger.note('report-one', MONDAY)
    writeFileSync(join(dataDir, 'reports', 'sent.jsonl'), '\n{"mail":"report-t', { flag: 'a' })
    await new Ledger(dataDir).note('report-two', MONDAY)
    const read = new Ledger(dataDir)
    expect(['report-one', 'report-t', 'report-two'].map((mail) => read.has(mail))).toEqual([
      true,
      false,
      true,
    ])
  })

  it('tries again what a server defers, as the same message', async () => {
    server.defer = 2
    await list('reader')
    expect(await at(MONDAY)).toBe(1)
    const [waiting] = await listMails(pegel.engine, {})
    expect(waiting).toMatchObject({ state: 'waiting', attempts: 1, reason: 'the mail server answered 451' })
    expect(await at('2026-11-23T06:30:03Z')).toBe(0)
    expect(await at('2026-11-23T06:30:06Z')).toBe(1)
    await restart()
    expect(await at('2026-11-23T06:45:00Z')).toBe(1)
    expect(server.mails).toHaveLength(1)
    const [sent] = await listMails(pegel.engine, {})
    expect(sent).toMatchObject({ state: 'sent', attempts: 3, reason: null })
    expect(readMail(server.mails[0] ?? '').headers['message-id']).toBe(`<${sent?.mail}@pegel>`)
  })

  it('one address that fails keeps nobody else waiting', async () => {
    server.defer = 1
    await list('one')
    await list('two', { language: 'de' })
    expect(await at(MONDAY)).toBe(2)
    expect((await listMails(pegel.engine, {})).map(({ state }) => state).sort()).toEqual(['sent', 'waiting'])
  })

  it('withdraws what waits for somebody who left the list', async () => {
    server.defer = 1
    await list('reader')
    await at(MONDAY)
    await list('reader', { paused: true })
    expect(await at('2026-11-23T08:00:00Z')).toBe(0)
    expect((await listMails(pegel.engine, {}))[0]).toMatchObject({ state: 'withdrawn' })
  })
})

describe('a mail', () => {
  it('says the same in HTML, text and PDF, and how to leave the list', async () => {
    await restart({ random: () => 0.5 })
    await list('reader', { language: 'de', name: 'Jörg <b>"Müller"</b>' })
    await at(MONDAY)
    const mail = readMail(server.mails[0] ?? '')
    expect(mail.headers.to).toContain('reader@example.com')
    expect(mail.headers['list-unsubscribe']).toContain(reports.links.unsubscribe('reader'))
    expect(mail.html).toContain('<html lang="de">')
    expect(mail.html).toContain('Jörg &lt;b&gt;&quot;Müller&quot;&lt;/b&gt;')
    expect(mail.html).not.toContain('<b>')
    expect(mail.text).toContain(reports.links.unsubscribe('reader'))
    expect(mail.text).toContain('Wochenbericht, Woche 47 2026')
    const pdf = await readPdf(mail.pdf)
    expect(pdf.title).toBe('Wochenbericht, Woche 47 2026')
    for (const label of ['Neue Tickets', 'SLA-Erfüllung', 'Zufriedenheit (CSAT)']) {
      expect([mail.html, mail.text, pdf.text].filter((one) => one.includes(label))).toHaveLength(3)
    }
  })

  it('has no headers but ours, whatever names and subjects say', async () => {
    const evil = 'Eve\r\nBcc: everybody@example.com\r\n\r\nbody\u2028x'
    const letter = { id: 'x', to: [{ name: evil, address: 'eve@example.com' }], subject: evil, text: 'hello' }
    expect((await handOver(pegel.config.mail, letter)).reason).toBeNull()
    const { headers } = readMail(server.mails[0] ?? '')
    expect(Object.keys(headers)).not.toContain('bcc')
    expect(headers.subject).toContain('Bcc: everybody@example.com')
    await expect(list('eve', { name: evil })).rejects.toMatchObject({ code: 'invalid' })
    await expect(list('eve', { email: 'a@example.com\r\nBcc: b@example.com' })).rejects.toMatchObject({
      code: 'invalid',
    })
  })

  it('sent by hand comes at once and leaves the schedule alone', async () => {
    await list('reader')
    const sent = await reports.sendNow({ recipient: 'reader', week: '2026-W45' })
    expect(sent).toMatchObject({ state: 'sent', scheduled: false, period: '2026-W45' })
    expect(await at(MONDAY)).toBe(1)
    await expect(reports.sendNow({ recipient: 'nobody' })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('unsubscribing', () => {
  it('works with the link of the mail, and with no other', async () => {
    await list('reader')
    await list('other')
    const token = (recipient: string) =>
      new URL(reports.links.unsubscribe(recipient)).searchParams.get('token') ?? ''
    await expect(reports.unsubscribe({ recipient: 'reader', token: token('other') })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await reports.unsubscribe({ recipient: 'reader', token: token('reader') })
    await reports.unsubscribe({ recipient: 'reader', token: token('reader') })
    await at(MONDAY)
    expect((await listMails(pegel.engine, {})).map(({ recipient }) => recipient)).toEqual(['other'])
  })
})
