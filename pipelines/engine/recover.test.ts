import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openEngine } from './open.ts'
import type { Engine } from './port.ts'
import { openWithRecovery } from './recover.ts'

/** 100,000 rows in the database, 50 commits of one row each in its log. */
const good = { database: Buffer.alloc(0), log: Buffer.alloc(0) }
const MAIN_ROWS = 100_000
const LOG_ROWS = 50
let dir: string
let path: string
const opened: Engine[] = []

beforeAll(async () => {
  const source = await mkdtemp(join(tmpdir(), 'pegel-recover-'))
  const engine = await openEngine({ path: join(source, 'source.duckdb'), tempDirectory: source })
  await engine.write((tx) =>
    tx.run(`create table t as select range as a, 'some text ' || range as b from range(${MAIN_ROWS})`),
  )
  await engine.maintain((tx) => tx.run('checkpoint'))
  for (let i = 0; i < LOG_ROWS; i++)
    await engine.write((tx) => tx.run('insert into t values ($1, $2)', [i, 'log']))
  good.database = await readFile(join(source, 'source.duckdb'))
  good.log = await readFile(join(source, 'source.duckdb.wal'))
  await engine.close()
  await rm(source, { recursive: true })
})

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pegel-recover-'))
  path = join(dir, 'pegel.duckdb')
})

afterEach(async () => {
  await Promise.all(opened.splice(0).map((engine) => engine.close()))
  await rm(dir, { recursive: true })
})

async function recover(failedWith?: Error) {
  const result = await openWithRecovery({ path, tempDirectory: join(dir, 'tmp') }, failedWith)
  opened.push(result.engine)
  return result
}

const flipped = (bytes: Buffer, at: number) => {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] as number) ^ 0x10
  return copy
}
const count = async (engine: Engine) =>
  (await engine.rows<{ n: number }>('select count(*) as n from t'))[0]?.n
const quarantined = async () => (await readdir(dir)).filter((name) => name.includes('.corrupt-')).sort()

describe('openWithRecovery', () => {
  it('reports nothing for sound files, a log that was cut short included', async () => {
    await writeFile(path, good.database)
    await writeFile(`${path}.wal`, good.log)
    const { engine, recovered } = await recover()
    expect([await count(engine), recovered]).toEqual([MAIN_ROWS + LOG_ROWS, null])
    await engine.close()

    await writeFile(path, good.database)
    await writeFile(`${path}.wal`, good.log.subarray(0, -1))
    const cut = await recover()
    expect([await count(cut.engine), cut.recovered]).toEqual([MAIN_ROWS + LOG_ROWS - 1, null])
    expect(await quarantined()).toEqual([])
  })

  it.each<[string, (log: Buffer) => Buffer]>([
    ['a flipped bit in its first entry', (log) => flipped(log, 60)],
    ['a flipped bit in its middle', (log) => flipped(log, log.length >> 1)],
    ['a flipped bit in its last entry', (log) => flipped(log, log.length - 10)],
    ['a tail of zeros', (log) => Buffer.concat([log.subarray(0, -1000), Buffer.alloc(1000)])],
    ['a flipped bit in its very start', (log) => flipped(log, 0)],
    ['other content', () => Buffer.alloc(5000, 7)],
  ])('sets a log aside that has %s, and opens the database without it', async (_, damage) => {
    const log = damage(good.log)
    await writeFile(path, good.database)
    await writeFile(`${path}.wal`, log)
    const { engine, recovered } = await recover()
    expect(await count(engine)).toBe(MAIN_ROWS)
    expect(recovered).toMatchObject({ kind: 'wal', reason: expect.any(String) })
    const [kept] = recovered?.quarantined ?? []
    expect(kept).toMatch(/pegel\.duckdb\.wal\.corrupt-\d{8}T\d{9}Z$/)
    expect((await readFile(kept as string)).equals(log)).toBe(true)
    await engine.write((tx) => tx.run('insert into t values (1, $1)', ['new']))
    await engine.close()
    expect(await count((await recover()).engine)).toBe(MAIN_ROWS + 1)
  })

  it.each<[string, (database: Buffer) => Buffer | null]>([
    ['has a flipped bit in its header', (bytes) => flipped(bytes, 20)],
    ['has a flipped bit in both of its second headers', (bytes) => flipped(flipped(bytes, 4200), 8300)],
    ['has been cut short', (bytes) => bytes.subarray(0, 13_000)],
    ['is empty', () => Buffer.alloc(0)],
    ['is something else', () => Buffer.alloc(300_000, 9)],
    ['is gone while its log is there', () => null],
  ])('sets a database and its log aside that %s, and opens an empty one', async (_, damage) => {
    const database = damage(good.database)
    if (database !== null) await writeFile(path, database)
    await writeFile(`${path}.wal`, good.log)
    const { engine, recovered } = await recover()
    expect(await engine.rows('select * from duckdb_tables()')).toEqual([])
    expect(recovered?.kind).toBe('database')
    expect(await quarantined()).toHaveLength(database === null ? 1 : 2)
    await engine.write((tx) => tx.run('create table t as select 1 as a'))
    await engine.close()
    const again = await recover()
    expect([await count(again.engine), again.recovered]).toEqual([1, null])
  })

  it('never serves a damaged block: either it does not open, or the engine reports itself dead and is replaced', async () => {
    let met = 0
    for (let at = 12_288 + 20_000; at < good.database.length; at += 262_144) {
      await writeFile(path, flipped(good.database, at))
      const reported: Error[] = []
      const { engine, recovered } = await openWithRecovery({
        path,
        tempDirectory: dir,
        onFatal: (error) => reported.push(error),
      })
      if (recovered === null) {
        const sum = engine.rows('select sum(length(b)) as n, sum(a) as s from t')
        await expect(sum).rejects.toThrow('Corrupt database file')
        await expect(engine.rows('select 1')).rejects.toMatchObject({ code: 'unavailable' })
        await engine.close()
        expect(reported).toHaveLength(1)
        const replaced = await recover(reported[0])
        expect(replaced.recovered?.kind).toBe('database')
        await replaced.engine.close()
        met++
      } else await engine.close()
      expect(await quarantined()).toHaveLength(1)
      for (const name of await readdir(dir)) await rm(join(dir, name), { recursive: true })
    }
    expect(met).toBeGreaterThan(0)
  })

  it('reopens files that are sound after the engine gave up', async () => {
    const reported: Error[] = []
    const engine = await openEngine({ path, tempDirectory: dir, onFatal: (error) => reported.push(error) })
    await engine.write((tx) => tx.run('create table t as select 1 as a'))
    const aborting = engine.maintain(async (tx) => {
      await tx.run(`set debug_checkpoint_abort = 'before_header'`)
      await tx.run('checkpoint')
    })
    await expect(aborting).rejects.toThrow('FATAL')
    await expect(engine.rows('select 1')).rejects.toMatchObject({ code: 'unavailable' })
    await expect(engine.write(async () => {})).rejects.toMatchObject({ code: 'unavailable' })
    expect(reported.map((error) => error.message)).toEqual([expect.stringContaining('FATAL')])
    await engine.close()
    const again = await recover(reported[0])
    expect([await count(again.engine), again.recovered]).toEqual([1, null])
  })

  it('refuses, touching nothing, while another process has the database', async () => {
    await copyFrom(good.database)
    const code = `import { openEngine } from ${JSON.stringify(new URL('./open.ts', import.meta.url).href)}
      await openEngine({ path: ${JSON.stringify(path)}, tempDirectory: ${JSON.stringify(dir)} })
      console.log('open'); setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      await once(child.stdout, 'data')
      await expect(recover()).rejects.toMatchObject({ code: 'conflict' })
      expect(await quarantined()).toEqual([])
    } finally {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    expect(await count((await recover()).engine)).toBe(MAIN_ROWS)
  })

  it('refuses, touching nothing, a database that a newer version wrote', async () => {
    await copyFrom(withVersion(good.database, 9999))
    await expect(recover()).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('9999'),
    })
    expect(await readdir(dir)).toEqual(['pegel.duckdb', 'tmp'])
  })
})

async function copyFrom(bytes: Buffer): Promise<void> {
  await writeFile(path, bytes)
}

/** The header block with another storage version and the checksum that belongs to it. */
function withVersion(database: Buffer, version: number): Buffer {
  const copy = Buffer.from(database)
  copy.writeUInt32LE(version, 12)
  const changed = hash(database.readBigUInt64LE(8)) ^ hash(copy.readBigUInt64LE(8))
  copy.writeBigUInt64LE(database.readBigUInt64LE(0) ^ changed, 0)
  return copy
}

/** A block's checksum is the exclusive or of this over its 64-bit words. */
function hash(word: bigint): bigint {
  return BigInt.asUintN(64, word * 0xbf58476d1ce4e5b9n)
}
