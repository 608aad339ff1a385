import { describe, expect, it } from 'vitest'
import { readJsonRecords } from './json-records.ts'
import { keepLongIntegers } from './long-integers.ts'
import { Unreadable } from './rows.ts'

async function recordsOf(lines: string[], stream?: string) {
  const passedOver = new Map<string, number>()
  async function* batches() {
    yield { lines, bad: new Map<number, string>() }
  }
  const records = []
  for await (const batch of readJsonRecords(batches(), stream, passedOver)) records.push(...batch)
  return { records, passedOver: Object.fromEntries(passedOver) }
}

describe('readJsonRecords', () => {
  it('takes the records out of Singer lines and passes over schema and state', async () => {
    const { records, passedOver } = await recordsOf(
      [
        '{"type":"SCHEMA","stream":"tickets","schema":{},"key_properties":["id"]}',
        '{"type":"RECORD","stream":"tickets","record":{"id":1},"time_extracted":"2026-01-01T00:00:00Z"}',
        '{"type":"RECORD","stream":"users","record":{"id":9}}',
        '{"type":"STATE","value":{"bookmarks":{}}}',
      ],
      'tickets',
    )
    expect(records).toEqual([{ id: 1 }])
    expect(passedOver).toEqual({ 'stream:users': 1 })
  })

  it('takes the records out of both forms of Airbyte lines', async () => {
    const { records } = await recordsOf([
      '{"type":"LOG","log":{"level":"INFO","message":"x"}}',
      '{"type":"RECORD","record":{"stream":"tickets","data":{"id":1},"emitted_at":1700000000000}}',
      '{"stream":"tickets","data":{"id":2},"emitted_at":1700000000000}',
    ])
    expect(records).toEqual([{ id: 1 }, { id: 2 }])
  })

  it('leaves plain objects alone, also those that have a type or data of their own', async () => {
    const lines = ['{"id":1,"type":"LOG"}', '{"stream":"a","data":{"id":2}}']
    expect((await recordsOf(lines)).records).toEqual(lines.map((line) => JSON.parse(line)))
  })

  it('cannot read what is no object, and keeps the line', async () => {
    const { records } = await recordsOf(['[1]', '{"id":', '', 'null', '{"type":"RECORD","stream":"t"}'])
    expect(records.map((record) => (record as Unreadable).raw)).toEqual([
      '[1]',
      '{"id":',
      'null',
      '{"type":"RECORD","stream":"t"}',
    ])
    expect(records.every((record) => record instanceof Unreadable)).toBe(true)
  })
})

describe('keepLongIntegers', () => {
  it('keeps every digit of an id beyond 2^53', () => {
    const text = keepLongIntegers('{"id":9007199254740993,"ids":[-12345678901234567890, 1]}')
    expect(JSON.parse(text)).toEqual({ id: '9007199254740993', ids: ['-12345678901234567890', 1] })
  })

  it('touches neither text, nor fractions, nor what a double can hold', () => {
    const text =
      '{"a":"id: 9007199254740993, \\"9007199254740993","b":0.12345678901234567,"c":9007199254740991,"d":1e16}'
    expect(keepLongIntegers(text)).toBe(text)
  })
})
