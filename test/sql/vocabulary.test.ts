import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrate, readMigrations } from '../../pipelines/engine/migrate.ts'
import { openEngine } from '../../pipelines/engine/open.ts'
import { VOCABULARY } from '../../pipelines/events/vocabulary.ts'
import { layOut } from '../../pipelines/loader/arrivals.ts'
import { prepareStage, stageEvents, storeStaged } from '../../pipelines/loader/stage.ts'
import { loadModels, publishedAmong } from '../../pipelines/models/model.ts'
import { ask, type Folding, onTicket, openFolding, reply } from '../../pipelines/models/test-fold.ts'

const SQL = fileURLToPath(new URL('../../sql/', import.meta.url))

let folding: Folding
beforeAll(async () => {
  folding = await openFolding()
})
afterAll(() => folding.close())

it('is that of the columns of events, where it stands in the order of texts', async () => {
  const columns = await folding.rows(
    `select column_name as name, data_type as type from duckdb_columns()
     where table_name = 'event' and database_name = current_database() and data_type like 'ENUM%'`,
  )
  const words = Object.fromEntries(
    columns.map(({ name, type }) => [name, [...String(type).matchAll(/'([^']*)'/g)].map(([, word]) => word)]),
  )
  const wanted = Object.entries(VOCABULARY).map(([name, list]) => [name, [...list].sort()])
  expect(words).toEqual(Object.fromEntries(wanted))
})

it('is that of events alone: facts and rollups hold texts', async () => {
  const published = publishedAmong(loadModels(join(SQL, 'models'))).map(({ name }) => name)
  const columns = await folding.rows(
    `select table_name as name, data_type like '%ENUM%' as enumerated from duckdb_columns()
     where database_name = current_database() and table_name in ('${published.join("', '")}')`,
  )
  expect(new Set(columns.map(({ name }) => name))).toEqual(new Set(published))
  expect(columns.filter(({ enumerated }) => enumerated)).toEqual([])
})

it('takes over what was kept as texts, so that what is told again is known', async () => {
  const engine = await openEngine({
    path: ':memory:',
    tempDirectory: mkdtempSync(join(tmpdir(), 'pegel-words-')),
  })
  const migrations = await readMigrations(join(SQL, 'schema'))
  const told = [
    onTicket('1', 0, { type: 'ticket.created', status: 'new', priority: 'low', channel: 'email' }),
    onTicket('1', 60, { ...ask, messageKey: 'desk:1' }),
    onTicket('1', 90, { ...reply(), messageKey: 'desk:2' }),
    onTicket('1', 120, { type: 'message.delivery', messageKey: 'desk:2', deliveryState: 'read' }),
  ]
  const tell = (firstNo: number) =>
    engine.write(async (tx) => {
      await prepareStage(tx)
      const laidOut = layOut(
        told.map((event, part) => ({ event, deliverySeq: 1, receivedAt: '2026-03-03T00:00:00Z', part })),
      )
      await stageEvents(tx, laidOut, firstNo)
      return storeStaged(tx, laidOut)
    })
  const typeOfStatus = async () =>
    (await engine.rows('select any_value(typeof(status)) as type from event'))[0]?.type
  try {
    await migrate(
      engine,
      migrations.filter(({ id }) => id < '0010'),
    )
    await tell(1)
    const before = await engine.rows('select * from event order by event_no')
    expect(await typeOfStatus()).toBe('VARCHAR')

    await migrate(engine, migrations)
    expect(await typeOfStatus()).toMatch(/^ENUM/)
    expect(await engine.rows('select * from event order by event_no')).toEqual(before)
    expect(await tell(10)).toMatchObject({ events: 0, duplicates: told.length })
  } finally {
    await engine.close()
  }
})
