import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openEngine } from './open.ts'
import type { Engine } from './port.ts'

let engine: Engine
afterEach(() => engine.close())

const open = async () => {
  engine = await openEngine({ path: ':memory:', tempDirectory: mkdtempSync(join(tmpdir(), 'pegel-kept-')) })
  await engine.maintain((tx) => tx.run('create table told (n integer)'))
}
const tell = (tx: { repeat(sql: string): Promise<number> }) => tx.repeat('insert into told select 1')
const told = async () => (await engine.rows<{ n: number }>('select count(*) as n from told'))[0]?.n

test('a kept statement goes on after its table was replaced', async () => {
  await open()
  await engine.write(tell)
  await engine.maintain((tx) => tx.run('create or replace table told as select 7 as n from range(3)'))
  await engine.write(tell)
  expect(await told()).toBe(4)
})

test('a statement kept in a transaction that made its table, and was rolled back, is not run again', async () => {
  await open()
  const work = engine.write(async (tx) => {
    await tx.run('create table late (n integer)')
    await tx.repeat('insert into late select 1')
    throw new Error('no')
  })
  await expect(work).rejects.toThrow('no')
  await expect(engine.write((tx) => tx.repeat('insert into late select 1'))).rejects.toThrow(/late/)
  await engine.write(async (tx) => {
    await tx.run('create table late (n integer)')
    await tx.repeat('insert into late select 1')
  })
  await engine.write((tx) => tx.repeat('insert into late select 1'))
  expect((await engine.rows('select n from late')).length).toBe(2)
})
