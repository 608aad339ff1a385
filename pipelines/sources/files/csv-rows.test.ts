import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsvRows } from './csv-rows.ts'
import { readLines } from './lines.ts'
import { Unreadable } from './rows.ts'

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function rowsOf(text: string | Buffer, width: number, size = 7, maxChars?: number) {
  const out: (string[] | { reason: string; raw: string })[] = []
  const lines = readLines(inChunks(Buffer.from(text), size))
  for await (const rows of readCsvRows(lines, { delimiter: ',', width, headerLines: 1 }, maxChars))
    for (const row of rows) out.push(row instanceof Unreadable ? { reason: row.reason, raw: row.raw } : row)
  return out
}

describe('readCsvRows', () => {
  it('keeps a newline within quotes, whatever the line ends and chunks', async () => {
    const text = 'id,text\r\n1,"two\r\nlines"\r\n\r\n2,x\r\n'
    for (const size of [1, 3, 1000])
      expect(await rowsOf(text, 2, size)).toEqual([
        ['1', 'two\nlines'],
        ['2', 'x'],
      ])
  })

  it('rejects a ragged row and reads on', async () => {
    expect(await rowsOf('a,b\n1,2\n3\n4,5,6\n7,8', 2)).toEqual([
      ['1', '2'],
      { reason: 'row has 1 cells, the header has 2', raw: '3' },
      { reason: 'row has 3 cells, the header has 2', raw: '4,5,6' },
      ['7', '8'],
    ])
  })

  it('loses one row to a quote that never closes', async () => {
    expect(await rowsOf('a,b\n1,"open\n2,x\n3,y\n', 2)).toEqual([
      { reason: 'quote is not closed', raw: '1,"open' },
      ['2', 'x'],
      ['3', 'y'],
    ])
  })

  it('loses one row to an open quote that a later quoted row would close', async () => {
    expect(await rowsOf('a,b\n1,"open\n2,x\n3,"y"\n4,z', 2)).toEqual([
      { reason: 'text stands after a closing quote', raw: '1,"open' },
      ['2', 'x'],
      ['3', 'y'],
      ['4', 'z'],
    ])
  })

  it('stops waiting for a closing quote after the longest allowed record', async () => {
    const filler = Array.from({ length: 20 }, (_, i) => `${i},x`)
    const rows = await rowsOf(['a,b', '1,"open', ...filler].join('\n'), 2, 16, 40)
    expect(rows).toHaveLength(21)
    expect(rows[0]).toEqual({ reason: 'quote is not closed', raw: '1,"open' })
    expect(rows.at(-1)).toEqual(['19', 'x'])
  })

  it('rejects the one row that is not UTF-8, also within a quoted field of several lines', async () => {
    const bytes = Buffer.concat([
      Buffer.from('a,b\n1,ok\n2,'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('\n3,"x\n'),
      Buffer.from([0xc3]),
      Buffer.from('\nz"\n4,\ufffd\n'),
    ])
    expect(await rowsOf(bytes, 2, 1000)).toEqual([
      ['1', 'ok'],
      { reason: 'row is not valid UTF-8', raw: '2,\ufffd\ufffd' },
      { reason: 'row is not valid UTF-8', raw: '3,"x\n\ufffd\nz"' },
      ['4', '\ufffd'],
    ])
  })

  it('gives back any table that was written by the rules, in any chunks', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', 'ü', '👍') })
    const table = fc.array(fc.tuple(fc.constant('k'), cell), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), async (rows, size) => {
        const written = rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(','))
        expect(await rowsOf(['a,b', ...written].join('\n'), 2, size)).toEqual(rows)
      }),
    )
  })
})
