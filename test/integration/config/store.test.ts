import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { keepUp } from '../../../pipelines/archive/upkeep.ts'
import { commandOf } from '../../../pipelines/config/command.ts'
import type { ConfigRecord } from '../../../pipelines/config/record.ts'
import { readTimelines } from '../../../pipelines/config/timeline.ts'
import { configHistory } from '../../../pipelines/config/verbs/history.ts'
import { listConfig } from '../../../pipelines/config/verbs/list.ts'
import { putConfig } from '../../../pipelines/config/verbs/put.ts'
import { restoreConfig } from '../../../pipelines/config/verbs/restore.ts'
import { withdrawConfig } from '../../../pipelines/config/verbs/withdraw.ts'
import type { PegelError } from '../../../pipelines/errors.ts'
import { openJournal } from '../../../pipelines/journal/journal.ts'
import { openPegel, type Pegel } from '../../../pipelines/pegel.ts'
import { NOW, openAt, tempFolder } from '../pipeline/folder.ts'

const folder = tempFolder()
afterAll(() => folder.remove())
const place = (name: string) => join(folder.path, name)

const author = 'admin'
const vip = (more: object = {}) => ({
  kind: 'policy',
  id: 'vip',
  author,
  body: { name: 'VIP', position: 10, targets: { first_response: { minutes: { normal: 5 } } }, ...more },
})

/** Everything that the table says, as one text. */
async function table(pegel: Pegel): Promise<string> {
  const rows = await pegel.engine.rows('select * from config_version order by seq, kind, id, version')
  return rows.map((row) => JSON.stringify(row)).join('\n')
}

const ticket = (id: string, time: string) => ({
  source: 'cloudevents',
  account: null,
  headers: { 'content-type': 'application/cloudevents+json' },
  body: Buffer.from(
    JSON.stringify({
      specversion: '1.0',
      id,
      source: '/t',
      type: 'io.pegel.ticket.created.v1',
      time,
      data: { ticket: id },
    }),
  ),
})

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    ({ code, fields }: PegelError) => ({ code, fields }),
  )

describe('a folder that is opened for the first time', () => {
  it('has the default calendar and policy, valid since ever, and gets them once', async () => {
    const data = place('first')
    const pegel = await openPegel({ dataDir: data, now: () => NOW })
    const { calendars, policies } = await readTimelines(pegel.engine)
    expect(calendars).toMatchObject([
      { id: 'default', spans: [{ version: 1, fromMs: null, toMs: null, body: { zone: 'Europe/Berlin' } }] },
    ])
    expect(policies).toMatchObject([{ id: 'default', spans: [{ version: 1, body: { position: 1000 } }] }])
    const before = await table(pegel)
    await pegel.close()
    const again = await openAt(data)
    expect(await table(again)).toBe(before)
    expect(await configHistory(again, { kind: 'policy', id: 'default' })).toMatchObject([
      { version: 1, author: 'pegel', validFrom: null, recordedAt: '2026-12-15T12:00:00Z', state: 'in_force' },
    ])
    await again.close()
  })

  it('takes seeds that a crash left in the journal alone, and what was stated instead of them', async () => {
    const data = place('crashed')
    const journal = await openJournal(join(data, 'journal'))
    const own: ConfigRecord = {
      kind: 'calendar',
      id: 'default',
      version: 1,
      validFrom: null,
      recordedAt: '2026-12-01T00:00:00Z',
      author,
      note: null,
      body: { zone: 'UTC', week: { sun: [['00:00', '24:00']] } },
    }
    await journal.append(commandOf([own], author, own.recordedAt))
    await journal.close()
    const pegel = await openAt(data)
    expect(await configHistory(pegel, { kind: 'calendar', id: 'default' })).toMatchObject([
      { version: 1, author, body: { zone: 'UTC' } },
    ])
    expect(await configHistory(pegel, { kind: 'policy', id: 'default' })).toHaveLength(1)
    await pegel.close()
  })
})

describe('a change', () => {
  it('is in the facts when it resolves, and a fold that was missed is made up for at the next start', async () => {
    const data = place('facts')
    const pegel = await openAt(data)
    const calendar = { kind: 'calendar', id: 'default', author, validFrom: null }
    const version = async (one: Pegel) =>
      (
        await one.engine.rows(
          `select calendar_version as n from calendar_version
           inner join team_calendar using (calendar_no) where team = ''`,
        )
      ).map(({ n }) => n)
    await putConfig(pegel, { ...calendar, body: { zone: 'UTC', week: { mon: [['09:00', '17:00']] } } })
    expect(await version(pegel)).toEqual([2])
    await pegel.close()

    const journal = await openJournal(join(data, 'journal'))
    const body = { zone: 'UTC', week: { tue: [['09:00', '17:00']] } }
    const record = { ...calendar, version: 3, recordedAt: '2026-12-15T12:00:00Z', note: null, body }
    await journal.append(commandOf([record], author, record.recordedAt))
    await journal.close()
    const reopened = await openAt(data)
    expect(await version(reopened)).toEqual([3])
    await reopened.close()
  })

  it('that is refused leaves journal and table alone', async () => {
    const pegel = await openAt(place('refused'))
    const before = await table(pegel)
    const journal = join(pegel.dataDir, 'journal')
    const bytes = () => readdirSync(journal).map((name) => statSync(join(journal, name)).size)
    const files = bytes()
    expect(await failure(putConfig(pegel, vip({ targets: {} })))).toEqual({
      code: 'invalid',
      fields: { targets: 'at least one target' },
    })
    expect(await failure(putConfig(pegel, { ...vip(), kind: 'nope' }))).toMatchObject({ code: 'not_found' })
    expect(await failure(withdrawConfig(pegel, { kind: 'calendar', id: 'default', author }))).toMatchObject({
      code: 'invalid',
      fields: { id: 'the default calendar cannot be withdrawn' },
    })
    expect(await failure(withdrawConfig(pegel, { kind: 'policy', id: 'nope', author }))).toMatchObject({
      code: 'not_found',
    })
    expect([await table(pegel), bytes()]).toEqual([before, files])
    await pegel.close()
  })

  it('of many at once sees all before it: one of two with the same name is refused, versions have no gap', async () => {
    const pegel = await openAt(place('many'))
    const named = (id: string) => failure(putConfig(pegel, { ...vip(), id }))
    const results = await Promise.all(['a', 'b', 'c'].map(named))
    expect(results.map((one) => one?.fields)).toEqual([
      undefined,
      { name: 'policy a is named VIP too' },
      { name: 'policy a is named VIP too' },
    ])
    const puts = Array.from({ length: 10 }, (_, position) =>
      putConfig(pegel, { ...vip({ position }), id: 'a' }),
    )
    expect((await Promise.all(puts)).map(({ version }) => version)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    const onSeven = Promise.all(
      [11, 11].map((basedOn) => failure(putConfig(pegel, { ...vip(), id: 'a', basedOn }))),
    )
    expect((await onSeven).map((one) => one?.code)).toEqual([undefined, 'conflict'])
    expect(await failure(putConfig(pegel, { ...vip(), id: 'new', basedOn: 1 }))).toMatchObject({
      code: 'conflict',
    })
    await pegel.close()
  })

  it('is planned, replaced, withdrawn and restored without any version being lost', async () => {
    const pegel = await openAt(place('life'))
    const later = '2027-01-01T00:00:00Z'
    await putConfig(pegel, { ...vip(), basedOn: 0 })
    await putConfig(pegel, { ...vip({ position: 20 }), validFrom: later })
    const listed = async (all: boolean) =>
      (await listConfig(pegel, { kind: 'policy', all }))
        .filter(({ id }) => id === 'vip')
        .map(({ version, state }) => [version, state])
    expect(await listed(false)).toEqual([[1, 'in_force']])
    expect(await listed(true)).toEqual([
      [1, 'in_force'],
      [2, 'planned'],
    ])
    await withdrawConfig(pegel, { kind: 'policy', id: 'vip', author })
    expect(await listed(false)).toEqual([])
    expect(await listed(true)).toEqual([[3, 'withdrawn']])
    expect(await failure(withdrawConfig(pegel, { kind: 'policy', id: 'vip', author }))).toMatchObject({
      code: 'not_found',
    })
    const restore = (version: number) =>
      restoreConfig(pegel, { kind: 'policy', id: 'vip', version, author, basedOn: 3 })
    expect(await failure(restore(3))).toMatchObject({ fields: { version: 'is a withdrawal' } })
    expect(await restore(2)).toMatchObject({ version: 4, body: { position: 20 }, note: 'version 2 again' })
    const history = await configHistory(pegel, { kind: 'policy', id: 'vip' })
    expect(history.map(({ version, state }) => [version, state])).toEqual([
      [4, 'in_force'],
      [3, 'withdrawn'],
      [2, 'superseded'],
      [1, 'superseded'],
    ])
    await pegel.close()
  })
})

describe('versions', () => {
  it('are the same, byte for byte, after any rebuild and after the journal has let go of their commands', async () => {
    const data = place('kept')
    const pegel = await openAt(data)
    await putConfig(pegel, { ...vip(), note: 'täglich "neu"' })
    await withdrawConfig(pegel, { kind: 'policy', id: 'vip', author, validFrom: '2026-12-20T00:00:00.250Z' })
    await pegel.ingest(ticket('T-1', '2026-11-01T10:00:00Z'))
    const before = await table(pegel)
    expect(before.split('\n')).toHaveLength(5)
    expect(await pegel.rebuild({ from: 'journal' })).toMatchObject({ identical: true })
    expect(await table(pegel)).toBe(before)
    expect(await pegel.rebuild({ from: 'archive' })).toMatchObject({ identical: true })
    expect(await table(pegel)).toBe(before)
    await pegel.close()

    // A new segment, so that the one with the commands can go; a further command behind what is archived.
    const journal = await openJournal(join(data, 'journal'), { segmentBytes: 1 })
    await journal.append({
      ...ticket('T-2', '2026-12-14T10:00:00Z'),
      kind: 'delivery',
      receivedAt: '2026-12-14T10:00:00Z',
      meta: {},
    })
    const old = await openAt(data)
    const archiveDir = join(data, 'archive')
    const later = new Date(NOW.getTime() + 40 * 86_400_000)
    const log = join(data, 'pegel.duckdb.wal')
    await old.engine.write((tx) => tx.run('create table written (i integer)'))
    expect(existsSync(log)).toBe(true)
    await keepUp({ engine: old.engine, journal, archiveDir, retentionDays: 30 }, later)
    expect(existsSync(log)).toBe(false)
    expect(await table(old)).toBe(before)
    await old.close()
    await journal.close()
    const first = readdirSync(join(data, 'journal')).map((name) => Number(name.slice(0, 16)))
    expect(Math.min(...first)).toBeGreaterThan(3)

    const trimmed = await openAt(data)
    expect(await table(trimmed)).toBe(before)
    await putConfig(trimmed, { ...vip(), id: 'other', body: { ...vip().body, name: 'Other' } })
    const more = await table(trimmed)
    expect(await trimmed.rebuild({ from: 'archive' })).toMatchObject({ identical: true })
    expect(await table(trimmed)).toBe(more)
    expect(await failure(trimmed.rebuild({ from: 'journal' }))).toMatchObject({ code: 'invalid' })
    expect(await table(trimmed)).toBe(more)
    await trimmed.close()

    rmSync(join(data, 'pegel.duckdb'))
    const notices: string[] = []
    const remade = await openPegel({
      dataDir: data,
      now: () => NOW,
      onNotice: ({ message }) => notices.push(message),
    })
    expect(notices.join()).toMatch(/rebuilt from archive and journal/)
    expect(await table(remade)).toBe(more)
    await remade.close()

    rmSync(join(data, 'pegel.duckdb'))
    rmSync(join(data, 'journal'), { recursive: true })
    const archived = await openAt(data)
    expect(await table(archived)).toBe(more)
    await putConfig(archived, { ...vip(), id: 'third', body: { ...vip().body, name: 'Third' } })
    await archived.close()
    const last = await openAt(data)
    expect((await table(last)).split('\n')).toHaveLength(7)
    await last.close()
  })
})
