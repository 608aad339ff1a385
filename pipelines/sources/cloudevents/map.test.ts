import { describe, expect, it } from 'vitest'
import { whatsAppMessageKey } from '../keys.ts'
import {
  AT,
  conversation,
  envelope,
  eventOf,
  LINE,
  mapDelivery,
  mapOne,
  PHONE,
  pseudonym,
} from './test-support.ts'

const talk = { channel: 'whatsapp', account: LINE, customer: '+1 (650) 555-0111' }

describe('envelope', () => {
  it('gives identity, instant, order and rank', () => {
    expect(eventOf('ticket.created', { ticket: '7' }, { sequence: '12' })).toMatchObject({
      source: 'inbox',
      dedupeKey: expect.stringMatching(/^ce:[0-9a-f]{32}$/),
      sourceRank: 20,
      type: 'ticket.created',
      rawType: 'ticket.created',
      occurredAt: AT,
      seq: 12,
      scopeKey: 'ticket:inbox:7',
      ticketId: '7',
    })
  })

  it('is the same event by source and id, whatever else it says', () => {
    const key = (parts: object) => eventOf('ticket.created', { ticket: '7' }, parts).dedupeKey
    expect(key({ time: '2026-03-01T00:00:00Z' })).toBe(key({}))
    expect(key({ id: 'e-2' })).not.toBe(key({}))
    expect(key({ source: '/bot' })).not.toBe(key({}))
  })

  it.each([
    ['io.pegel.ticket.created.v1', 'ticket.created', null],
    ['ticket.created', 'ticket.created', null],
    ['ticket.assigned', 'ticket.updated', null],
    ['io.pegel.ticket.solved.v1', 'ticket.updated', 'solved'],
    ['ticket.reopened', 'ticket.updated', 'open'],
    ['ticket.spam', 'ticket.spam', null],
  ])('type %s is %s', (type, canonical, status) => {
    expect(eventOf('x', { ticket: '7' }, { type })).toMatchObject({ type: canonical, status })
  })

  it.each(['io.pegel.ticket.created.v2', 'com.example.order', 'ticket.exploded', 'config.changed'])(
    'type %s is counted',
    (type) => {
      const result = mapOne('x', { ticket: '7' }, { type })
      expect(result).toEqual({ events: [], unmapped: { [`type:${type}`]: 1 }, failures: [] })
    },
  )

  it.each([
    [{ time: undefined }, 'time: '],
    [{ time: '2026-03-02 09:15' }, 'time: '],
    [{ time: '2026-03-02T09:15:00' }, 'time: '],
    [{ time: '2026-02-30T09:15:00Z' }, 'time: '],
    [{ time: '1999-12-31T23:59:59Z' }, 'time: before 2000-01-01'],
    [{ time: '2026-03-04T09:15:00Z' }, 'time: more than a day after it was received'],
    [{ id: '' }, 'id: '],
    [{ source: undefined }, 'source: '],
    [{ specversion: '0.3' }, 'specversion: '],
    [{ data: undefined }, 'data: '],
    [{ data: { ticket: '7', status: 'resolved by Planted Name' } }, 'data.status: '],
    [{ data: { ticket: {} } }, 'data.ticket: '],
    [{ data: { status: 'open' } }, 'data: needs a ticket, or a conversation with a customer'],
    [{ data: { conversation: talk } }, 'data.ticket: missing'],
  ])('%j is refused with its path', (parts, reason) => {
    const { events, failures } = mapOne('ticket.created', { ticket: '7' }, parts)
    expect(events).toEqual([])
    expect(failures).toHaveLength(1)
    expect(failures[0]?.startsWith(reason)).toBe(true)
    expect(failures[0]).not.toContain('Planted')
  })

  it('counts a sequence that is no number', () => {
    const result = mapOne('ticket.created', { ticket: '7' }, { sequence: 'later' })
    expect(result.events[0]?.seq).toBeNull()
    expect(result.unmapped).toEqual({ sequence: 1 })
  })
})

describe('ticket', () => {
  it('attributes hold, are cleared by null and left by absence', () => {
    const data = {
      ticket: 7,
      status: 'open',
      priority: 'high',
      team: 'returns',
      assignee: null,
      channel: 'email',
    }
    expect(eventOf('ticket.updated', data)).toMatchObject({
      ticketId: '7',
      status: 'open',
      priority: 'high',
      team: 'returns',
      assignee: '',
      brand: null,
      channel: 'email',
    })
  })

  it('merges into another', () => {
    expect(eventOf('ticket.merged', { ticket: '8', into: '7' })).toMatchObject({
      scopeKey: 'ticket:inbox:8',
      relatedKey: 'ticket:inbox:7',
    })
    expect(mapOne('ticket.merged', { ticket: '8' }).failures).toEqual(['data.into: missing'])
  })

  it('owns the conversation that it names', () => {
    expect(eventOf('ticket.created', { ticket: '7', conversation: talk })).toMatchObject({
      scopeKey: 'ticket:inbox:7',
      relatedKey: conversation(PHONE),
      customerId: pseudonym(PHONE),
      account: LINE,
      channel: 'whatsapp',
    })
  })

  it('knows its customer without knowing who it is', () => {
    const event = eventOf('ticket.created', { ticket: '7', customer: 'Someone@Example.org' })
    expect(event.customerId).toBe(pseudonym('someone@example.org'))
    const byActor = eventOf('ticket.created', {
      ticket: '7',
      actor: { type: 'customer', id: 'Someone@example.ORG' },
    })
    expect(byActor).toMatchObject({ customerId: event.customerId, actorId: null, actorType: 'customer' })
    expect(JSON.stringify([event, byActor]).toLowerCase()).not.toContain('someone')
  })

  it('reads national numbers by the country of the connection', () => {
    const data = { ticket: '7', customer: '0170 1234567' }
    expect(eventOf('ticket.created', data, {}, { country: 'DE' }).customerId).toBe(pseudonym('491701234567'))
  })
})

describe('message', () => {
  const wamid = 'wamid.HBgLMTY1MDU1NTAxMTE='
  const agent = { type: 'agent', id: 'a17' }

  it('of WhatsApp meets what WhatsApp tells of it', () => {
    const event = eventOf('message.sent', {
      conversation: talk,
      actor: agent,
      message: { id: wamid, text: 'on its way', reply_to: 'wamid.IN' },
    })
    expect(event).toMatchObject({
      type: 'message.created',
      scopeKey: conversation(PHONE),
      ticketId: null,
      messageKey: whatsAppMessageKey(LINE, wamid),
      factKey: whatsAppMessageKey(LINE, wamid),
      parentMessageKey: whatsAppMessageKey(LINE, 'wamid.IN'),
      direction: 'outbound',
      visibility: 'public',
      actorType: 'agent',
      actorId: 'a17',
      contentKind: 'text',
      contentLength: 10,
      countable: true,
    })
    expect(JSON.stringify(event)).not.toMatch(/wamid|6505550111|on its way/)
  })

  it('of another channel is keyed within its connection', () => {
    const event = eventOf('message.created', { ticket: '7', actor: agent, message: { id: 'm-1', length: 3 } })
    expect(event.messageKey).toMatch(/^inbox:[0-9a-f]{32}$/)
  })

  it.each([
    ['customer', {}, true],
    ['agent', {}, true],
    ['unknown', {}, true],
    ['bot', {}, false],
    ['automation', {}, false],
    ['system', {}, false],
    ['agent', { visibility: 'private' }, false],
    ['agent', { direction: 'internal' }, false],
    ['agent', { campaign: true }, false],
    ['customer', { kind: 'survey' }, false],
    ['customer', { kind: 'reaction' }, false],
    ['agent', { direction: 'inbound' }, false],
    ['bot', { countable: true }, true],
    ['customer', { countable: false }, false],
  ])('by %s with %j: countable %s', (type, parts, countable) => {
    const data = { ticket: '7', actor: { type }, message: { id: 'm-1', ...parts } }
    expect(eventOf('message.created', data).countable).toBe(countable)
  })

  it('without an actor is told by its direction', () => {
    const of = (type: string, message: object) =>
      eventOf(type, { ticket: '7', message: { id: 'm-1', ...message } })
    expect(of('message.received', {})).toMatchObject({
      direction: 'inbound',
      actorType: 'customer',
      countable: true,
    })
    expect(of('message.sent', {})).toMatchObject({
      direction: 'outbound',
      actorType: 'unknown',
      countable: true,
    })
    expect(of('message.created', { direction: 'internal' })).toMatchObject({ visibility: 'private' })
    expect(mapOne('message.created', { ticket: '7', message: { id: 'm-1' } }).failures).toEqual([
      'data.message.direction: missing, and no actor tells it',
    ])
  })

  it('edited, deleted and reacted to carries the key of the message it is about', () => {
    for (const type of ['message.edited', 'message.deleted', 'message.reaction']) {
      const event = eventOf(type, { conversation: talk, message: { id: wamid, length: 4 } })
      expect(event).toMatchObject({
        type,
        messageKey: whatsAppMessageKey(LINE, wamid),
        parentMessageKey: whatsAppMessageKey(LINE, wamid),
        countable: false,
      })
    }
  })

  it('delivered or failed', () => {
    const data = {
      ticket: '7',
      message: { id: 'm-1', category: 'utility' },
      delivery: { state: 'failed', error: 131026 },
    }
    expect(eventOf('message.delivery', data)).toMatchObject({
      deliveryState: 'failed',
      errorCode: '131026',
      category: 'utility',
      direction: 'outbound',
    })
    expect(mapOne('message.delivery', { ticket: '7', message: { id: 'm-1' } }).failures).toEqual([
      'data.delivery: missing',
    ])
  })

  it('in a group belongs to the group', () => {
    const group = { channel: 'whatsapp', account: LINE, group: 'G1' }
    const event = eventOf('message.sent', { conversation: group, actor: agent, message: { id: wamid } })
    expect(event.scopeKey).toBe(conversation('group:G1'))
  })
})

describe('rating', () => {
  it('is normalised to its scale', () => {
    const data = { ticket: '7', rating: { score: 3, scale: [0, 10], survey: 's-1', comment: 'meh' } }
    expect(eventOf('csat.received', data)).toMatchObject({
      score: 0.3,
      scaleMin: 0,
      scaleMax: 10,
      surveyId: 's-1',
      direction: 'inbound',
      attrs: '{"comment_length":3}',
    })
    expect(eventOf('csat.received', { ticket: '7', rating: { score: 4 } }).score).toBe(0.75)
  })

  it.each([
    [{ score: 6 }, 'data.rating.score: outside its scale'],
    [{}, 'data.rating.score: missing'],
    [{ score: 1, scale: [5, 1] }, 'data.rating.scale: the second number is the greater'],
    [{ score: '5' }, 'data.rating.score: '],
  ])('%j is refused', (rating, reason) => {
    const { failures } = mapOne('csat.received', { ticket: '7', rating })
    expect(failures[0]?.startsWith(reason)).toBe(true)
  })

  it('may have been asked for', () => {
    const data = { ticket: '7', message: { id: 'm-2' }, rating: { survey: 's-1' } }
    expect(eventOf('csat.requested', data)).toMatchObject({
      surveyId: 's-1',
      direction: 'outbound',
      score: null,
    })
  })
})

describe('identity and calls', () => {
  it('link two conversations', () => {
    const data = { conversation: { ...talk, customer: 'US.1349' }, same_as: '001 650 555-0111' }
    expect(eventOf('identity.linked', data)).toMatchObject({
      scopeKey: conversation('US.1349'),
      relatedKey: conversation(PHONE),
    })
    expect(mapOne('identity.linked', { conversation: talk }).failures).toEqual(['data.same_as: missing'])
  })

  it('say whether a call was taken', () => {
    const data = { ticket: '7', channel: 'phone', call: { id: 'c-1', answered: true, duration_s: 12 } }
    expect(eventOf('call.ended', data)).toMatchObject({
      direction: 'inbound',
      contentKind: 'call',
      attrs: '{"answered":true,"duration_s":12}',
    })
    expect(mapOne('call.ended', { ticket: '7' }).failures).toEqual(['data.call: missing'])
  })
})

describe('a batch', () => {
  it('says the same in any order', () => {
    const all = ['1', '2', '3'].map((id) => envelope('ticket.created', { ticket: id }, { id }))
    const keys = (list: object[]) =>
      mapDelivery(JSON.stringify(list))
        .events.map((event) => JSON.stringify(event))
        .sort()
    expect(keys([...all].reverse())).toEqual(keys(all))
  })
})
