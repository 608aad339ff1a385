import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { envelope, mapDelivery } from './test-support.ts'

const created = (id: string) => envelope('ticket.created', { ticket: id }, { id })
const tickets = (body: string, headers: Record<string, string>) => {
  const { events, failures } = mapDelivery(body, headers)
  return { ids: events.map((event) => event.ticketId), failures }
}

describe('a delivery', () => {
  it('may be structured, with or without its content type', () => {
    const body = JSON.stringify(created('1'))
    const all = { ids: ['1'], failures: [] }
    expect(tickets(body, { 'content-type': 'application/cloudevents+json; charset=utf-8' })).toEqual(all)
    expect(tickets(body, { 'content-type': 'application/json' })).toEqual(all)
    expect(tickets(body, {})).toEqual(all)
  })

  it('may be a batch, whose bad members are named', () => {
    const body = JSON.stringify([created('1'), envelope('ticket.created', {}), 7, created('2')])
    expect(tickets(body, { 'content-type': 'application/cloudevents-batch+json' })).toEqual({
      ids: ['1', '2'],
      failures: [
        'batch[1].data: needs a ticket, or a conversation with a customer',
        'batch[2]: not an object',
      ],
    })
  })

  it('may be binary, with percent-encoded attributes', () => {
    const headers = {
      'content-type': 'application/json',
      'ce-specversion': '1.0',
      'ce-id': '1',
      'ce-source': '/caf%C3%A9',
      'ce-type': 'io.pegel.ticket.created.v1',
      'ce-time': '2026-03-02T10:15:00+01:00',
      'ce-sequence': '7',
    }
    const { events } = mapDelivery('{"ticket":"1"}', headers)
    expect(events).toMatchObject([{ ticketId: '1', occurredAt: '2026-03-02T09:15:00.000Z', seq: 7 }])
    const same = mapDelivery(
      JSON.stringify(envelope('ticket.created', { ticket: '1' }, { id: '1', source: '/café' })),
    )
    expect(events[0]?.dedupeKey).toBe(same.events[0]?.dedupeKey)
  })

  it('may have one event a line', () => {
    const body = `${JSON.stringify(created('1'))}\n\n{broken\n${JSON.stringify(created('é'))}\r\n`
    expect(tickets(body, { 'content-type': 'application/x-ndjson' })).toEqual({
      ids: ['1', 'é'],
      failures: ['lines[1]: not an object'],
    })
  })

  it.each([
    ['', {}, 'body: empty'],
    ['{', {}, 'body: not valid JSON'],
    ['"text"', {}, 'body: not an object'],
    ['{}', { 'ce-specversion': '0.3' }, 'specversion: '],
  ])('%s is refused', (body, headers: Record<string, string>, reason) => {
    const { events, failures } = mapDelivery(body, headers)
    expect(events).toEqual([])
    expect(failures).toHaveLength(1)
    expect(failures[0]?.startsWith(reason)).toBe(true)
  })

  it('is counted when it holds nothing', () => {
    expect(mapDelivery('[]').unmapped).toEqual({ empty: 1 })
  })

  it('never makes the mapper throw', () => {
    const type = fc.constantFrom(
      'ticket.created',
      'message.created',
      'csat.received',
      'call.ended',
      '__proto__',
    )
    const part = fc.oneof(
      fc.jsonValue(),
      fc.constant('1'),
      fc.record({ id: fc.jsonValue(), score: fc.jsonValue() }),
    )
    const data = fc.dictionary(
      fc.constantFrom('ticket', 'conversation', 'actor', 'message', 'rating', 'call', 'status', '__proto__'),
      part,
    )
    const given = fc.oneof(
      fc.uint8Array({ maxLength: 100 }),
      fc.json(),
      fc.tuple(type, data).map(([name, value]) => JSON.stringify(envelope(name, value))),
    )
    const mediaType = fc.constantFrom(
      '',
      'application/json',
      'application/x-ndjson',
      'application/cloudevents-batch+json',
    )
    fc.assert(
      fc.property(given, mediaType, (body, contentType) => {
        const result = mapDelivery(body, { 'content-type': contentType })
        const found = result.events.length + result.failures.length + Object.keys(result.unmapped).length
        expect(found).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })
})
