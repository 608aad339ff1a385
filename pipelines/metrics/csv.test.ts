import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvLine, queryCsv, rowsCsv } from './csv.ts'
import type { QueryResult } from './types.ts'

describe('csvLine', () => {
  it('keeps numbers raw, leaves absent cells empty and quotes what needs it', () => {
    expect(csvLine(['a', null, undefined, -1.5, true, 'b,"c"\nd'])).toBe('a,,,-1.5,true,"b,""c""\nd"\r\n')
  })

  it.each(['=1+1', '+49', '-1', '@sum', '\tx', '\rx'])('disarms %j', (text) => {
    expect(parse(csvLine([text]))).toEqual([[`'${text}`]])
  })

  it('reads back as written by a parser of RFC 4180', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2 }), (cells) => {
        const harmless = cells.map((cell) => `x${cell}`)
        expect(parse(csvLine(harmless))).toEqual([harmless])
      }),
    )
  })
})

describe('an answer and drilled rows', () => {
  it('are a header and a line each', async () => {
    const result = {
      columns: [
        { name: 'team', role: 'dimension', id: 'team' },
        { name: 'csat', role: 'value', id: 'csat' },
        { name: 'csat__n', role: 'n', id: 'csat' },
      ],
      data: { team: ['=cmd', null], csat: [0.75, null], csat__n: [4, 0] },
      rowCount: 2,
    } satisfies Omit<QueryResult, 'meta'>
    expect(queryCsv(result as unknown as QueryResult)).toBe("team,csat,csat__n\r\n'=cmd,0.75,4\r\n,,0\r\n")
    async function* batches() {
      yield [{ b: 2, a: 'x' }]
      yield [{ b: null, a: 'y' }]
    }
    let text = ''
    for await (const chunk of rowsCsv(['a', 'b'], batches())) text += chunk
    expect(text).toBe('a,b\r\nx,2\r\ny,\r\n')
  })
})
