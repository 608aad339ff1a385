import {
  type FileHandle,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { JournalDamage } from './damage.ts'
import { encodeFrame, encodeHead } from './frame.ts'
import { type Journal, type JournalEntry, type JournalRecord, openJournal } from './journal.ts'

let dir: string
const opened: Journal[] = []

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pegel-journal-'))
})

afterEach(async () => {
  vi.restoreAllMocks()
  await Promise.all(opened.splice(0).map((journal) => journal.close()))
  await rm(dir, { recursive: true })
})

async function journalIn(path: string, options?: Parameters<typeof openJournal>[1]): Promise<Journal> {
  const journal = await openJournal(path, options)
  opened.push(journal)
  return journal
}

function entry(body: string | Uint8Array, extra: Partial<JournalEntry> = {}): JournalEntry {
  return {
    kind: 'delivery',
    source: 'inbox',
    account: null,
    receivedAt: '2026-03-01T12:00:00.123Z',
    headers: {},
    meta: {},
    body: Buffer.from(body),
    ...extra,
  }
}

async function all(journal: Journal, afterSeq = 0): Promise<JournalRecord[]> {
  const records: JournalRecord[] = []
  for await (const record of journal.read(afterSeq)) records.push(record)
  return records
}

const bodies = async (journal: Journal, afterSeq = 0) =>
  (await all(journal, afterSeq)).map((record) => [record.seq, Buffer.from(record.body).toString()])

async function segmentFiles(): Promise<string[]> {
  return (await readdir(dir)).filter((name) => name.endsWith('.journal')).sort()
}

describe('append and read', () => {
  it('gives back the exact bytes, headers and account of every entry, across restarts', async () => {
    const journal = await journalIn(dir)
    const body = Uint8Array.from({ length: 256 }, (_, i) => i)
    const given = entry(body, {
      account: 'größe "x"',
      headers: { 'x-hub-signature-256': 'sha256=00' },
      meta: { file: { sha: 'ab' } },
    })
    expect(await journal.append(given)).toBe(1)
    expect(await journal.append(entry('', { kind: 'command' }))).toBe(2)
    await journal.close()

    const again = await journalIn(dir)
    const [first, second] = await all(again)
    expect({ ...first, body: [...(first as JournalRecord).body] }).toEqual({
      ...given,
      seq: 1,
      body: [...body],
    })
    expect(second).toMatchObject({ seq: 2, kind: 'command' })
    expect(second?.body.byteLength).toBe(0)
    expect(await again.append(entry('c'))).toBe(3)
    expect(await bodies(again, 2)).toEqual([[3, 'c']])
  })

  it('keeps any sequence of entries, whatever their size, over segments and restarts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.uint8Array({ maxLength: 3000 }),
            fc.constant('reopen' as const),
            fc.constant(encodeFrame(1, encodeHead(entry('forged')), Buffer.from('forged'), 0)),
          ),
          { maxLength: 30 },
        ),
        fc.integer({ min: 1, max: 4000 }),
        async (steps, segmentBytes) => {
          const path = await mkdtemp(join(dir, 'run-'))
          let journal = await openJournal(path, { segmentBytes })
          const expected: number[][] = []
          for (const step of steps) {
            if (step === 'reopen') {
              await journal.close()
              journal = await openJournal(path, { segmentBytes })
            } else {
              expected.push([...step])
              expect(await journal.append(entry(step))).toBe(expected.length)
            }
          }
          const found = await all(journal)
          await journal.close()
          expect(found.map((record) => record.seq)).toEqual(expected.map((_, index) => index + 1))
          expect(found.map((record) => [...record.body])).toEqual(expected)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('writes entries that arrive together with one sync a batch', async () => {
    const journal = await journalIn(dir)
    const probe = await open(join(dir, 'probe'), 'w')
    const sync = vi.spyOn(Object.getPrototypeOf(probe) as FileHandle, 'datasync')
    await probe.close()
    const seqs = await Promise.all(Array.from({ length: 1000 }, (_, i) => journal.append(entry(`${i}`))))
    expect(seqs).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1))
    expect(sync.mock.calls.length).toBeLessThanOrEqual(2)
    expect((await bodies(journal, 998)).flat()).toEqual([999, '998', 1000, '999'])
  })

  it('starts a new segment when one is full and reads on through the next', async () => {
    const journal = await journalIn(dir, { segmentBytes: 500 })
    for (let i = 1; i <= 10; i++) await journal.append(entry('x'.repeat(200)))
    const names = await segmentFiles()
    expect(names.map((name) => Number(name.slice(0, 16)))).toEqual([1, 3, 5, 7, 9])
    expect((await stat(join(dir, names[0] as string))).mode & 0o777).toBe(0o600)
    expect((await all(journal)).map((record) => record.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect((await all(journal, 6)).map((record) => record.seq)).toEqual([7, 8, 9, 10])
    expect(journal.stats().segments).toBe(5)
  })

  it('lets a reader catch up with what is appended while it reads', async () => {
    const journal = await journalIn(dir, { segmentBytes: 300 })
    await journal.append(entry('1'))
    const seen: number[] = []
    for await (const record of journal.read(0)) {
      seen.push(record.seq)
      if (record.seq < 8) await journal.append(entry(`${record.seq + 1}`))
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('tells listeners the last durable number until they leave', async () => {
    const journal = await journalIn(dir)
    const heard: number[] = []
    const leave = journal.onAppend((seq) => heard.push(seq))
    await Promise.all([journal.append(entry('a')), journal.append(entry('b'))])
    leave()
    await journal.append(entry('c'))
    expect(heard).toEqual([2])
    expect(journal.lastSeq).toBe(3)
  })

  it('removes whole segments only, and goes on counting after a restart', async () => {
    const journal = await journalIn(dir, { segmentBytes: 400 })
    for (let i = 1; i <= 7; i++) await journal.append(entry('x'.repeat(200)))
    await journal.removeThrough(3)
    expect((await all(journal)).map((record) => record.seq)).toEqual([3, 4, 5, 6, 7])
    await journal.removeThrough(7)
    expect((await all(journal)).map((record) => record.seq)).toEqual([7])
    await journal.close()
    expect(await (await journalIn(dir)).append(entry('next'))).toBe(8)
  })

  it('refuses what would make too much wait, and takes more once that is written', async () => {
    const journal = await journalIn(dir, { maxPendingBytes: 3000 })
    const first = journal.append(entry('x'.repeat(2000)))
    await expect(journal.append(entry('x'.repeat(2000)))).rejects.toMatchObject({ code: 'unavailable' })
    expect(await first).toBe(1)
    expect(await journal.append(entry('x'.repeat(2000)))).toBe(2)
    await expect(journal.append(entry(new Uint8Array(67_108_865)))).rejects.toMatchObject({
      code: 'too_large',
    })
  })
})

describe('damage', () => {
  it('keeps every whole record and nothing else, wherever the file is cut', async () => {
    const journal = await journalIn(dir)
    const ends = [0]
    for (let i = 1; i <= 5; i++) {
      await journal.append(entry(`body ${i}`))
      ends.push(journal.stats().bytes)
    }
    await journal.close()
    const [name] = (await segmentFiles()) as [string]
    const bytes = await readFile(join(dir, name))
    for (let size = ends[2] as number; size <= bytes.length; size++) {
      const path = await mkdtemp(join(dir, 'cut-'))
      await writeFile(join(path, name), bytes.subarray(0, size))
      const cut = await openJournal(path)
      const whole = ends.findLastIndex((end) => end <= size)
      expect(cut.lastSeq).toBe(whole)
      expect(cut.stats().tornBytes).toBe(size - (ends[whole] as number))
      expect((await all(cut)).map((record) => record.seq)).toEqual([1, 2, 3, 4, 5].slice(0, whole))
      expect(await cut.append(entry('again'))).toBe(whole + 1)
      expect(await bodies(cut, whole)).toEqual([[whole + 1, 'again']])
      await cut.close()
    }
  })

  it('cuts a tail of zeros off', async () => {
    const journal = await journalIn(dir)
    await journal.append(entry('kept'))
    await journal.close()
    const path = join(dir, (await segmentFiles())[0] as string)
    await truncate(path, (await stat(path)).size + 5000)
    const again = await journalIn(dir)
    expect(again.stats().tornBytes).toBe(5000)
    expect(await bodies(again)).toEqual([[1, 'kept']])
  })

  it('reports a damaged record with its place and reads on behind it', async () => {
    const damages: JournalDamage[] = []
    const { path, offset } = await damaged(3)
    const journal = await journalIn(dir, { onDamage: (damage) => damages.push(damage) })
    expect(await bodies(journal)).toEqual([
      [1, 'body 1'],
      [2, 'body 2'],
      [4, 'body 4'],
      [5, 'body 5'],
    ])
    expect(damages).toHaveLength(1)
    expect(damages[0]).toMatchObject({ firstLost: 3, lastLost: 3, offset })
    expect(path).toContain(damages[0]?.segment)
  })

  it('throws the damage where nobody listens for it', async () => {
    await damaged(3)
    const journal = await journalIn(dir)
    const seen: number[] = []
    const reading = (async () => {
      for await (const record of journal.read(0)) seen.push(record.seq)
    })()
    await expect(reading).rejects.toBeInstanceOf(JournalDamage)
    expect(seen).toEqual([1, 2])
  })

  it('does not take a record that a sender hid in a body for one of its own', async () => {
    const forged = encodeFrame(4, encodeHead(entry('', { source: 'other' })), Buffer.from('forged'), 0)
    const { offset, path } = await damaged(3, forged)
    const file = await open(path, 'r+')
    await file.write(Buffer.from([0]), 0, 1, offset)
    await file.close()
    const damages: JournalDamage[] = []
    const journal = await journalIn(dir, { onDamage: (damage) => damages.push(damage) })
    expect((await all(journal)).map((record) => [record.seq, record.source])).toEqual([
      [1, 'inbox'],
      [2, 'inbox'],
      [4, 'inbox'],
      [5, 'inbox'],
    ])
    expect(damages.map((damage) => damage.firstLost)).toEqual([3])
  })

  it('reports records whose segment has vanished', async () => {
    const journal = await journalIn(dir, { segmentBytes: 300 })
    for (let i = 1; i <= 6; i++) await journal.append(entry('x'.repeat(100)))
    await journal.close()
    const names = await segmentFiles()
    expect(names.map((name) => Number(name.slice(0, 16)))).toEqual([1, 3, 5])
    await rm(join(dir, names[1] as string))
    const damages: JournalDamage[] = []
    const again = await journalIn(dir, { onDamage: (damage) => damages.push(damage) })
    expect((await all(again)).map((record) => record.seq)).toEqual([1, 2, 5, 6])
    expect(damages.map(({ firstLost, lastLost }) => [firstLost, lastLost])).toEqual([[3, 4]])
  })

  it('goes on behind the numbers that others have seen when its end is lost', async () => {
    const journal = await journalIn(dir)
    await journal.append(entry('a'))
    await journal.advanceTo(7)
    expect(await journal.append(entry('b'))).toBe(8)
    await journal.close()
    const damages: JournalDamage[] = []
    const again = await journalIn(dir, { onDamage: (damage) => damages.push(damage) })
    expect(await bodies(again)).toEqual([
      [1, 'a'],
      [8, 'b'],
    ])
    expect(damages.map(({ firstLost, lastLost }) => [firstLost, lastLost])).toEqual([[2, 7]])
  })
})

describe('a disk that refuses', () => {
  it('rejects the batch whose sync fails, keeps nothing of it and numbers the next one as if it had not been', async () => {
    const journal = await journalIn(dir)
    await journal.append(entry('one'))
    const size = journal.stats().bytes
    const probe = await open(join(dir, 'probe'), 'w')
    const handles = Object.getPrototypeOf(probe) as FileHandle
    await probe.close()
    const eio = Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' })
    vi.spyOn(handles, 'datasync').mockRejectedValueOnce(eio)
    await expect(journal.append(entry('lost'))).rejects.toMatchObject({ code: 'unavailable', cause: eio })
    expect((await stat(join(dir, (await segmentFiles())[0] as string))).size).toBe(size)
    expect(await journal.append(entry('two'))).toBe(2)
    expect(await bodies(journal)).toEqual([
      [1, 'one'],
      [2, 'two'],
    ])
  })

  it('cuts off a part that was written before the disk was full, even when that has to wait', async () => {
    const journal = await journalIn(dir)
    await journal.append(entry('one'))
    const probe = await open(join(dir, 'probe'), 'w')
    const handles = Object.getPrototypeOf(probe) as FileHandle
    await probe.close()
    const write = handles.write
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    vi.spyOn(handles, 'write')
      .mockImplementationOnce(function (this: FileHandle, ...args: unknown[]) {
        args[2] = 10
        return Reflect.apply(write, this, args) as ReturnType<FileHandle['write']>
      } as FileHandle['write'])
      .mockRejectedValueOnce(full)
    vi.spyOn(handles, 'truncate')
      .mockRejectedValueOnce(new Error('EIO'))
      .mockRejectedValueOnce(new Error('EIO'))
    await expect(journal.append(entry('lost'))).rejects.toMatchObject({ cause: full })
    await expect(journal.append(entry('lost too'))).rejects.toMatchObject({ code: 'unavailable' })
    expect(await journal.append(entry('two'))).toBe(2)
    await journal.close()
    const again = await journalIn(dir)
    expect(again.stats().tornBytes).toBe(0)
    expect(await bodies(again)).toEqual([
      [1, 'one'],
      [2, 'two'],
    ])
  })
})

/** A journal of five records of which the n-th has a flipped byte; where it starts. */
async function damaged(nth: number, body?: Buffer): Promise<{ path: string; offset: number }> {
  const journal = await openJournal(dir)
  let offset = 0
  let until = 0
  for (let i = 1; i <= 5; i++) {
    const before = journal.stats().bytes
    await journal.append(entry(i === nth && body ? body : `body ${i}`))
    if (i === nth) {
      offset = before
      until = journal.stats().bytes
    }
  }
  await journal.close()
  const path = join(dir, (await segmentFiles())[0] as string)
  if (body === undefined) {
    const file = await open(path, 'r+')
    await file.write(Buffer.from([0xff]), 0, 1, until - 1)
    await file.close()
  }
  return { path, offset }
}
