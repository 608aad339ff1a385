import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEngine } from '../engine/open.ts'
import type { Engine } from '../engine/port.ts'
import { ResultCache } from './cache.ts'

/** A statement that tells how often it has run. */
const COUNTED = "select nextval('runs')"
const SLOW =
  "select nextval('runs') + (select count(*) from range(300000) a, range(300000) b where a.range + b.range = 7)"

let engine: Engine
beforeAll(async () => {
  engine = await openEngine({ path: ':memory:', tempDirectory: join(tmpdir(), 'pegel-metrics-test') })
  await engine.maintain((tx) => tx.run('create sequence runs'))
})
afterAll(() => engine.close())
const first = (columns: { values: readonly (readonly unknown[])[] }) => columns.values[0]?.[0]

describe('ResultCache', () => {
  it('answers again without asking until the data version moves, and tells parameters apart', async () => {
    const cache = new ResultCache(engine)
    const once = first(await cache.columns(COUNTED, [], 1))
    expect(first(await cache.columns(COUNTED, [], 1))).toBe(once)
    expect(first(await cache.columns(COUNTED, [], 2))).not.toBe(once)
    expect(first(await cache.columns('select $1', ['a'], 1))).toBe('a')
    expect(first(await cache.columns('select $1', ['b'], 1))).toBe('b')
  })

  it('asks once for equal questions under way', async () => {
    const cache = new ResultCache(engine)
    const answers = await Promise.all(
      [1, 2, 3].map(() => cache.columns(COUNTED, [], 3, new AbortController().signal)),
    )
    expect(new Set(answers.map(first)).size).toBe(1)
  })

  it('lets one of two leave, and interrupts the engine when both have', async () => {
    const cache = new ResultCache(engine)
    const [one, two] = [new AbortController(), new AbortController()]
    const left = cache.columns(SLOW, [], 4, one.signal)
    const right = cache.columns(SLOW, [], 4, two.signal)
    one.abort(new Error('gone'))
    await expect(left).rejects.toThrow('gone')
    two.abort(new Error('gone too'))
    await expect(right).rejects.toThrow('gone too')
    expect(first(await cache.columns('select 1', [], 4))).toBe(1)
  })

  it('does not keep failures', async () => {
    const cache = new ResultCache(engine)
    await expect(cache.columns('select * from late', [], 5)).rejects.toThrow('late')
    await engine.maintain((tx) => tx.run('create table late as select 1 as one'))
    expect(first(await cache.columns('select * from late', [], 5))).toBe(1)
  })
})
