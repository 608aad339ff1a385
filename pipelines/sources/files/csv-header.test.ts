import { describe, expect, it } from 'vitest'
import { PegelError } from '../../errors.ts'
import { readCsvHeader } from './csv-header.ts'

const header = (text: string, wanted?: string[], stated?: string) =>
  readCsvHeader('log.csv', Buffer.from(text), wanted, stated)

describe('readCsvHeader', () => {
  it('finds the delimiter', () => {
    for (const delimiter of [',', ';', '\t', '|'])
      expect(header(`id${delimiter}at${delimiter}state\n1${delimiter}2${delimiter}3`)).toEqual({
        delimiter,
        columns: ['id', 'at', 'state'],
        headerLines: 1,
      })
  })

  it('prefers the delimiter under which the mapped columns are there', () => {
    const text = 'id;"name, given, family, other";state\n'
    expect(header(text).delimiter).toBe(',')
    expect(header(text, ['id', 'state'])).toMatchObject({
      delimiter: ';',
      columns: ['id', 'name, given, family, other', 'state'],
    })
  })

  it('passes over a byte order mark, blank lines, and the hint that Excel writes', () => {
    expect(header('\ufeff\r\n"id","at"\r\n1,2')).toMatchObject({ columns: ['id', 'at'], headerLines: 2 })
    expect(header('sep=;\nid;a,b\n')).toMatchObject({
      delimiter: ';',
      columns: ['id', 'a,b'],
      headerLines: 2,
    })
  })

  it('reads a header that holds a newline', () => {
    expect(header('id,"at\n(UTC)",state\n1,2,3')).toMatchObject({
      columns: ['id', 'at\n(UTC)', 'state'],
      headerLines: 2,
    })
  })

  it('refuses a name that stands twice, and says which', () => {
    const thrown = catchError(() => header('id,at,state,at,,\n'))
    expect(thrown.code).toBe('invalid')
    expect(thrown.fields).toEqual({ at: 'stands twice in the header' })
  })

  it('refuses a header whose quote never closes', () => {
    expect(catchError(() => header('id,"at\n1,2\n', [], ',')).fields).toEqual({
      header: 'has an unclosed quote',
    })
  })
})

function catchError(work: () => unknown): PegelError {
  try {
    work()
  } catch (error) {
    if (error instanceof PegelError) return error
  }
  throw new Error('nothing was thrown')
}
