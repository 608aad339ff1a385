import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCells, csvLine } from './csv-cells.ts'

describe('csvCells', () => {
  it('takes doubled quotes, delimiters and newlines in quoted fields as text', () => {
    expect(csvCells('1,"say ""hi"", please\nnow",,"",x', ',')).toEqual([
      '1',
      'say "hi", please\nnow',
      '',
      '',
      'x',
    ])
  })

  it('takes a quote inside an unquoted field for a character', () => {
    expect(csvCells('7,5" pipe,ok', ',')).toEqual(['7', '5" pipe', 'ok'])
    expect(csvCells('"a,b";5" pipe', ';')).toEqual(['a,b', '5" pipe'])
  })

  it('ends with an empty cell after a last delimiter, quoted or not', () => {
    expect(csvCells('"a",', ',')).toEqual(['a', ''])
    expect(csvCells('a;', ';')).toEqual(['a', ''])
  })

  it('tells a record that goes on from one that is broken', () => {
    expect(csvCells('1,"no end', ',')).toBe('open')
    expect(csvCells('1,"no end""', ',')).toBe('open')
    expect(csvCells('1,"end"x,2', ',')).toBe('broken')
  })

  it('agrees with csv-parse on any record that has been quoted by the rules', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', ' ', 'ü', '\t', '👍') })
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(',', ';', '\t'),
        (cells, delimiter) => {
          const text = cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(delimiter)
          expect(csvCells(text, delimiter)).toEqual(cells)
          expect(csvCells(csvLine(cells, delimiter), delimiter)).toEqual(cells)
          expect(csvCells(text, delimiter)).toEqual(parse(text, { delimiter, record_delimiter: '\u0000' })[0])
        },
      ),
    )
  })
})
