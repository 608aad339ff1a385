import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openEngine } from './open.ts'
import { type Engine, type Row, WORKSHOP } from './port.ts'
import type { EngineOptions } from './settings.ts'

const ENDLESS = 'select count(*) from range(1000000000) a, range(1000000000) b where a.range = b.range + 1'
let dir: string
const opened: Engine[] = []

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pegel-engine-'))
})

afterEach(async () => {
  await Promise.all(opened.splice(0).map((engine) => engine.close()))
  await rm(dir, { recursive: true })
})

async function engineIn(
  path = join(dir, 'pegel.duckdb'),
  options: Partial<EngineOptions> = {},
): Promise<Engine> {
  const engine = await openEngine({ path, tempDirectory: join(dir, 'tmp'), ...options })
  opened.push(engine)
  return engine
}

it('does not take many reads at once for a leak', async () => {
  const engine = await engineIn()
  const warnings: string[] = []
  const note = ({ name, message }: Error) => warnings.push(`${name}: ${message}`)
  process.on('warning', note)
  try {
    await Promise.all(Array.from({ length: 40 }, (_, i) => engine.rows('select $1::integer as i', [i])))
    await new Promise(setImmediate)
    expect(warnings).toEqual([])
  } finally {
    process.off('warning', note)
  }
})

describe('openEngine', () => {
  it('refuses a second instance of a file, however its path is spelt, until the first is closed', async () => {
    const engine = await engineIn()
    await expect(
      openEngine({ path: join(dir, '.', 'pegel.duckdb'), tempDirectory: dir }),
    ).rejects.toMatchObject({
      code: 'conflict',
    })
    await engine.close()
    await engineIn()
  })

  it('spends no time on compressing keys, which FSST would be chosen for', async () => {
    const engine = await engineIn()
    await engine.write((tx) =>
      tx.run(`create table text as select 'key:' || md5(range::varchar) as key from range(150000)`),
    )
    const methods = await engine.rows<{ compression: string }>(
      `select distinct compression from pragma_storage_info('text') where segment_type = 'VARCHAR'`,
    )
    expect(methods.map(({ compression }) => compression)).toEqual(['Uncompressed'])
  })

  it('can be tried again after it failed', async () => {
    await writeFile(join(dir, 'pegel.duckdb'), 'this is no database, and long enough to be one'.repeat(500))
    await expect(engineIn()).rejects.toThrow()
    await rm(join(dir, 'pegel.duckdb'))
    await engineIn()
  })

  it('leaves no write-ahead log behind when closed, and answers nothing after', async () => {
    const engine = await engineIn()
    await engine.write((tx) => tx.run('create table t as select 1 as a'))
    await engine.close()
    expect(await readdir(dir)).toEqual(['pegel.duckdb', 'tmp'])
    await expect(engine.rows('select 1')).rejects.toMatchObject({ code: 'unavailable' })
    await expect(engine.write(async () => {})).rejects.toMatchObject({ code: 'unavailable' })
    expect(await (await engineIn()).rows('select * from t')).toEqual([{ a: 1 }])
  })

  it('sets what was asked for, UTC, and nothing that reaches the network', async () => {
    const engine = await engineIn(':memory:', { threads: 1, memoryLimit: '512MiB' })
    const rows = await engine.rows<{ name: string; value: string }>(
      `select name, value from duckdb_settings() where name in
        ('threads', 'memory_limit', 'TimeZone', 'autoinstall_known_extensions', 'autoload_known_extensions', 'enable_external_access')`,
    )
    expect(Object.fromEntries(rows.map(({ name, value }) => [name, value]))).toEqual({
      threads: '1',
      memory_limit: '512.0 MiB',
      TimeZone: 'UTC',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      enable_external_access: 'false',
    })
    expect(await engine.rows(`select date_trunc('day', timestamptz '2026-03-01 23:30:00Z') as day`)).toEqual([
      { day: '2026-03-01T00:00:00Z' },
    ])
  })

  it('lets statements use files in the folders allowed, and no others', async () => {
    const imports = join(dir, 'elsewhere')
    const engine = await engineIn(join(dir, 'pegel.duckdb'), { allowedDirectories: [imports] })
    await engine.maintain((tx) =>
      tx.run(`copy (select 42 as a) to '${join(dir, 'a.parquet')}' (format parquet)`),
    )
    expect(await engine.rows('select * from read_parquet($1)', [join(dir, 'a.parquet')])).toEqual([{ a: 42 }])
    for (const path of ['/etc/passwd', join(dir, '..', 'x.csv'), join(imports, '..', '..', 'x.csv')]) {
      await expect(engine.rows('select * from read_text($1)', [path])).rejects.toThrow('Permission Error')
    }
    await expect(engine.maintain((tx) => tx.run('set enable_external_access = true'))).rejects.toThrow()
  })
})

describe('write', () => {
  it('commits what resolves and rolls back what throws', async () => {
    const engine = await engineIn()
    expect(
      await engine.write(async (tx) => {
        await tx.run('create table t (a integer)')
        await tx.run('insert into t values ($1)', [1])
        return tx.rows('select count(*) as n from t')
      }),
    ).toEqual([{ n: 1 }])
    const boom = new Error('boom')
    await expect(
      engine.write(async (tx) => {
        await tx.run('insert into t values (2)')
        throw boom
      }),
    ).rejects.toBe(boom)
    await expect(engine.write((tx) => tx.run('insert into t values ($1)', ['no number']))).rejects.toThrow(
      'no number',
    )
    await engine.write((tx) => tx.run('insert into t values (3)'))
    expect(await engine.rows('select a from t order by a')).toEqual([{ a: 1 }, { a: 3 }])
  })

  it('runs one piece of work at a time, in the order of asking, maintenance included', async () => {
    const engine = await engineIn()
    const order: string[] = []
    const step = (name: string) => async () => {
      order.push(`${name} begins`)
      await new Promise(setImmediate)
      order.push(`${name} ends`)
    }
    await Promise.all([engine.write(step('a')), engine.maintain(step('b')), engine.write(step('c'))])
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  })

  it('is not seen by readers before it is committed', async () => {
    const engine = await engineIn()
    await engine.write((tx) => tx.run('create table t (a integer)'))
    await engine.write(async (tx) => {
      await tx.run('insert into t values (1)')
      expect(await engine.rows('select count(*) as n from t')).toEqual([{ n: 0 }])
    })
    expect(await engine.rows('select count(*) as n from t')).toEqual([{ n: 1 }])
  })

  it('takes statements that were not waited for in turn, and none after its end', async () => {
    const engine = await engineIn()
    await engine.write((tx) => tx.run('create table t (a integer)'))
    const late = await engine.write(async (tx) => {
      void tx.run('insert into t values (1)')
      void tx.run('insert into t select a + 1 from t')
      return tx
    })
    expect(await engine.rows('select a from t order by a')).toEqual([{ a: 1 }, { a: 2 }])
    await expect(late.run('insert into t values (9)')).rejects.toThrow('ended')
  })

  it('checkpoints in maintenance', async () => {
    const engine = await engineIn()
    await engine.write((tx) => tx.run('create table t as select range as a from range(1000)'))
    await engine.maintain((tx) => tx.run('checkpoint'))
    expect((await stat(join(dir, 'pegel.duckdb.wal')).catch(() => ({ size: 0 }))).size).toBe(0)
  })
})

describe('onAllCores', () => {
  const THREADS = `select current_setting('threads')::integer as n`
  const threadsOf = async (engine: Engine) => (await engine.rows<{ n: number }>(THREADS))[0]?.n

  it('has all threads at work meanwhile, and half of them before and for the work that comes next', async () => {
    const engine = await engineIn(':memory:', { threads: 4 })
    expect(await threadsOf(engine)).toBe(2)
    const failing = engine.maintain((tx) =>
      tx.onAllCores(async () => {
        expect(await tx.rows(THREADS)).toEqual([{ n: 4 }])
        throw new Error('boom')
      }),
    )
    await expect(failing).rejects.toThrow('boom')
    expect(await engine.write((tx) => tx.rows(THREADS))).toEqual([{ n: 2 }])
  })

  it('goes on over several pieces of work', async () => {
    const engine = await engineIn(':memory:', { threads: 4 })
    const failing = engine.onAllCores(async () => {
      expect(await engine.write((tx) => tx.rows(THREADS))).toEqual([{ n: 4 }])
      await engine.maintain((tx) => tx.onAllCores(async () => {}))
      expect(await engine.maintain((tx) => tx.rows(THREADS))).toEqual([{ n: 4 }])
      throw new Error('boom')
    })
    await expect(failing).rejects.toThrow('boom')
    expect(await engine.write((tx) => tx.rows(THREADS))).toEqual([{ n: 2 }])
  })

  it('changes them between reads only', async () => {
    const engine = await engineIn(join(dir, 'pegel.duckdb'), { threads: 4 })
    await engine.write((tx) =>
      tx.run('create table t as select range as a, range % 7 as b from range(200000)'),
    )
    const counts: unknown[] = []
    let over = false
    const reading = [1, 2, 3].map(async () => {
      while (!over)
        counts.push(...(await engine.rows('select count(distinct b) as n, max(a) as last from t')))
    })
    for (let round = 0; round < 50; round++) {
      await engine.maintain((tx) =>
        tx.onAllCores(async () => {
          expect(await tx.rows(THREADS)).toEqual([{ n: 4 }])
          await tx.run('create or replace temp table u as select b, count(*) as n from t group by b')
        }),
      )
    }
    over = true
    await Promise.all(reading)
    expect(new Set(counts.map((row) => JSON.stringify(row)))).toEqual(new Set(['{"n":7,"last":199999}']))
  })

  it('makes do with the usual ones while somebody goes on reading, and comes back to them later', async () => {
    const engine = await engineIn(':memory:', { threads: 4, readers: 1 })
    await engine.write((tx) => tx.run('create table t as select range as a from range(100000)'))
    const first = engine.stream('select a from t')[Symbol.asyncIterator]()
    await first.next()
    const whileReading = engine.maintain((tx) => tx.onAllCores(() => tx.rows(THREADS)))
    expect(await whileReading).toEqual([{ n: 2 }])
    await first.return?.()
    const second = engine.stream('select a from t')[Symbol.asyncIterator]()
    const thenRead = engine.maintain((tx) =>
      tx.onAllCores(async () => {
        await second.next()
        return tx.rows(THREADS)
      }),
    )
    expect(await thenRead).toEqual([{ n: 4 }])
    expect(await threadsOf(engine)).toBe(4)
    await second.return?.()
    await engine.write((tx) => tx.rows('select 1'))
    expect(await threadsOf(engine)).toBe(2)
  })
})

describe('reads', () => {
  it('are interrupted by their time limit and by their signal', async () => {
    const engine = await engineIn(':memory:')
    await expect(engine.rows(ENDLESS, [], { timeoutMs: 100 })).rejects.toMatchObject({ code: 'unavailable' })
    const controller = new AbortController()
    const reading = engine.rows(ENDLESS, [], { signal: controller.signal })
    setImmediate(() => controller.abort())
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' })
    await expect(engine.rows('select 1', [], { signal: controller.signal })).rejects.toThrow()
    expect(await engine.rows('select 1 as a')).toEqual([{ a: 1 }])
  })

  it('wait for a place when all are taken, first come first served, and give up in time', async () => {
    const engine = await engineIn(':memory:', { readers: 1 })
    const controller = new AbortController()
    const blocking = engine.rows(ENDLESS, [], { signal: controller.signal }).catch(() => [])
    const order: number[] = []
    const waiting = [1, 2, 3].map((n) => engine.rows('select 1').then(() => order.push(n)))
    await expect(engine.rows('select 1', [], { timeoutMs: 50 })).rejects.toMatchObject({
      code: 'unavailable',
    })
    expect(order).toEqual([])
    controller.abort()
    await Promise.all([blocking, ...waiting])
    expect(order).toEqual([1, 2, 3])
  })

  it('cannot write, and take one statement only', async () => {
    const engine = await engineIn(':memory:')
    await engine.write((tx) => tx.run('create table t (a integer)'))
    for (const sql of [
      'insert into t values (1)',
      'drop table t',
      'checkpoint',
      `attach ':memory:' as other`,
    ]) {
      await expect(engine.rows(sql)).rejects.toThrow('may only read')
    }
    await expect(engine.rows('select 1; select 2')).rejects.toThrow('multiple statements')
  })

  it('are ended by closing, while a write is let finish', async () => {
    const engine = await engineIn()
    const reading = engine.rows(ENDLESS)
    const writing = engine.write(async (tx) => {
      await tx.run('create table t as select 7 as a')
    })
    const closing = engine.close()
    await expect(reading).rejects.toMatchObject({ code: 'unavailable' })
    await writing
    await closing
    expect(await (await engineIn()).rows('select a from t')).toEqual([{ a: 7 }])
  })
})

describe('stream', () => {
  it('gives all rows in batches without taking a reader’s place', async () => {
    const engine = await engineIn(':memory:', { readers: 1 })
    const sizes: number[] = []
    let sum = 0
    for await (const rows of engine.stream('select range as a from range($1)', [10_000])) {
      sizes.push(rows.length)
      for (const row of rows as Row[]) sum += row.a as number
      expect(await engine.rows('select 1 as a')).toEqual([{ a: 1 }])
    }
    expect(sum).toBe(49_995_000)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2048)
  })

  it('frees its place when the reader leaves early or the statement fails', async () => {
    const engine = await engineIn(':memory:', { readers: 1 })
    for await (const rows of engine.stream('select * from range(100000)')) {
      expect(rows.length).toBeGreaterThan(0)
      break
    }
    const failing = engine.stream(
      `select case when i = 9000 then error('late') else i end from range(10000) t(i)`,
    )
    await expect(
      (async () => {
        for await (const _ of failing);
      })(),
    ).rejects.toThrow('late')
    const counts: number[] = []
    for await (const rows of engine.stream('select 1 as a')) counts.push(rows.length)
    expect(counts).toEqual([1])
  })

  it('is taken from a consumer that stalls', async () => {
    const engine = await engineIn(':memory:', { readers: 1, stallMs: 20 })
    const stalled = engine.stream('select * from range(100000)')[Symbol.asyncIterator]()
    await stalled.next()
    for await (const rows of engine.stream('select 1 as a')) expect(rows).toEqual([{ a: 1 }])
    await expect(stalled.next()).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('does not keep the engine from closing', async () => {
    const engine = await engineIn()
    const left = engine.stream('select * from range(100000)')[Symbol.asyncIterator]()
    await left.next()
    await engine.close()
    await expect(left.next()).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('is interrupted by its time limit', async () => {
    const engine = await engineIn(':memory:')
    const reading = (async () => {
      for await (const _ of engine.stream(ENDLESS, [], { timeoutMs: 100 }));
    })()
    await expect(reading).rejects.toMatchObject({ code: 'unavailable' })
  })
})

describe('a statement that is kept', () => {
  it('finds values that its table did not hold when it was first run', async () => {
    const engine = await openEngine({ path: ':memory:', tempDirectory: tmpdir() })
    const count = async (key: number) => {
      await engine.write(async (tx) => {
        await tx.repeat('delete from wanted')
        await tx.repeat('insert into wanted values ($1)', [key])
        await tx.repeat('delete from found')
        await tx.repeat(
          'insert into found select told.k, count(*) from told inner join wanted on wanted.k = told.k group by told.k',
        )
      })
      return engine.rows('select * from found')
    }
    await engine.write((tx) =>
      tx.run(
        `create table told (k integer); create table wanted (k integer); create table found (k integer, n integer);
         insert into told values (1), (2), (2)`,
      ),
    )
    expect(await count(2)).toEqual([{ k: 2, n: 2 }])
    await engine.write((tx) => tx.repeat('insert into told values (500)'))
    expect(await count(500)).toEqual([{ k: 500, n: 1 }])
    await engine.close()
  })

  it('that fails lets its own error through, and the next transaction begin', async () => {
    const engine = await openEngine({ path: ':memory:', tempDirectory: tmpdir() })
    await engine.write((tx) => tx.run('create table text (t varchar); create table number (n integer)'))
    const convert = () =>
      engine.write((tx) => tx.repeat('insert into number select cast(t as integer) from text'))
    await engine.write((tx) => tx.run(`insert into text values ('no number')`))
    await expect(convert()).rejects.toThrow(/no number/)
    await engine.write((tx) => tx.run(`update text set t = '7'`))
    await convert()
    expect(await engine.rows('select n from number')).toEqual([{ n: 7 }])
    await engine.close()
  })
})

it('has a second writer beside the first, which sees what both can see and is gone behind it', async () => {
  const engine = await engineIn()
  const both = await engine.maintain(async (tx) => {
    await tx.run('create temp table own as select 1 as n')
    await tx.run(`create table ${WORKSHOP}.shared as select 20 as n`)
    await tx.run('create table kept as select 300 as n')
    const found = await tx.beside(async (other) => {
      await expect(other.rows('select n from own')).rejects.toThrow(/own/)
      await Promise.all([
        other.run(`create table told as select shared.n + kept.n as n from ${WORKSHOP}.shared, kept`),
        tx.run('create table more as select own.n + kept.n as n from own, kept'),
      ])
      return { later: other, rows: await tx.rows('select told.n as told, more.n as more from told, more') }
    })
    await expect(found.later.run('create table late as select 1 as n')).rejects.toThrow()
    return found.rows
  })
  expect(both).toEqual([{ told: 320, more: 301 }])
  expect(await engine.rows('select * from told')).toEqual([{ n: 320 }])
})
