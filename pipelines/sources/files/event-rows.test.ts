import { describe, expect, it } from 'vitest'
import { messageHash, whatsAppMessageKey } from '../keys.ts'
import { context, optionsWith, readAll, tempFile } from './fixtures.ts'

const MAPPING = `
version: 1
kind: events
ticket: ticket
at: at
type: type
customer: customer
merged_into: into
attributes: {channel: channel, status: status}
message: {id: id, parent: parent, actor_type: who, actor: name, text: text, visibility: visibility}
rating: {score: score, scale: [1, 5]}
values:
  type: {message: message.created, rating: csat.received, merge: ticket.merged, view: skip}
  who: {}
`.replace('  who: {}\n', '')
const HEADER = 'ticket,at,type,customer,into,channel,status,id,parent,who,name,text,visibility,score,account'
const row = (values: Record<string, string>) =>
  HEADER.split(',')
    .map((name) => values[name] ?? '')
    .join(',')
const read = (rows: Record<string, string>[], mapping = MAPPING) =>
  readAll(tempFile('log.csv', [HEADER, ...rows.map(row)].join('\n')), optionsWith(mapping))

const at = '2025-07-01T10:00:00Z'
const message = {
  ticket: '7',
  at,
  type: 'message',
  channel: 'email',
  customer: 'ann@example.org',
  who: 'customer',
  id: 'm1',
}

describe('eventMapper', () => {
  it('measures a text and keeps neither it, nor the id, nor the customer', async () => {
    const { events } = await read([{ ...message, text: 'Grüße 👍' }])
    expect(events[0]).toMatchObject({
      type: 'message.created',
      contentLength: 7,
      direction: 'inbound',
      countable: true,
      actorType: 'customer',
      actorId: context.pseudonym('ann@example.org'),
      customerId: context.pseudonym('ann@example.org'),
      messageKey: `desk:${messageHash('desk', 'm1')}`,
      factKey: `desk:${messageHash('desk', 'm1')}`,
    })
    expect(JSON.stringify(events)).not.toMatch(/Gr|ann@|m1/)
  })

  it('gives one person one pseudonym in every spelling', async () => {
    const { events } = await read([
      { ...message, customer: '+49 170 1234567' },
      { ...message, customer: '0049-170-1234567', id: 'm2' },
    ])
    expect(events[0]?.customerId).toBe(events[1]?.customerId)
  })

  it('knows the direction by the author, and does not count notes', async () => {
    const { events } = await read([
      { ...message, who: 'agent', name: 'Bo' },
      { ...message, who: 'agent', name: 'Bo', visibility: 'private', id: 'm2' },
      { ...message, who: 'bot', id: 'm3' },
    ])
    expect(events.map(({ direction, countable, actorId }) => [direction, countable, actorId])).toEqual([
      ['outbound', true, 'Bo'],
      ['outbound', false, 'Bo'],
      ['outbound', true, null],
    ])
  })

  it('rejects a message of which nobody knows the direction', async () => {
    const { rejects } = await read([{ ...message, who: '' }])
    expect(rejects.map((each) => each.reason)).toEqual(['message.direction is empty'])
  })

  it('takes the message id for the identity of a message, whatever else the row says', async () => {
    const { events } = await read([message, { ...message, text: 'edited' }, { ...message, id: 'm2' }])
    const [first, second, third] = events.map((each) => each.dedupeKey)
    expect(second).toBe(first)
    expect(third).not.toBe(first)
  })

  it('names a WhatsApp message as the webhooks of its number do', async () => {
    const whatsapp = { ...message, channel: 'whatsapp', account: '1065' }
    const { events } = await read([whatsapp], `${MAPPING}account: account\n`)
    expect(events[0]?.messageKey).toBe(whatsAppMessageKey('1065', 'm1'))
  })

  it('refers a reply to the key of the message it answers', async () => {
    const { events } = await read([message, { ...message, id: 'm2', who: 'agent', parent: 'm1' }])
    expect(events[1]?.parentMessageKey).toBe(events[0]?.messageKey)
  })

  it('puts a rating on the scale from 0 to 1 and rejects one beyond its own', async () => {
    const rating = { ticket: '7', at, type: 'rating' }
    const { events, rejects } = await read([
      { ...rating, score: '4' },
      { ...rating, score: '1' },
      { ...rating, score: '6' },
      rating,
    ])
    expect(events.map(({ score, scaleMin, scaleMax }) => [score, scaleMin, scaleMax])).toEqual([
      [0.75, 1, 5],
      [0, 1, 5],
    ])
    expect(rejects.map((each) => each.reason)).toEqual([
      'rating.score: 6 is not within 1 to 5',
      'rating.score is empty',
    ])
  })

  it('relates a merged ticket to the one that stays', async () => {
    const { events, rejects } = await read([
      { ticket: '7', at, type: 'merge', into: '3' },
      { ticket: '7', at, type: 'merge' },
    ])
    expect(events[0]).toMatchObject({
      type: 'ticket.merged',
      scopeKey: 'ticket:desk:7',
      relatedKey: 'ticket:desk:3',
    })
    expect(rejects.map((each) => each.reason)).toEqual(['merged_into is empty'])
  })

  it('leaves types out that the mapping skips, counted, and rejects types that nobody mapped', async () => {
    const {
      events,
      unmapped,
      rejects,
      read: count,
    } = await read([
      { ticket: '7', at, type: 'view' },
      { ticket: '7', at, type: 'jump' },
      { ticket: '7', at, type: 'ticket.updated', status: 'solved' },
    ])
    expect(count).toBe(3)
    expect(unmapped).toEqual({ 'type:view': 1 })
    expect(rejects.map((each) => each.reason)).toEqual(['type: "jump" is not mapped'])
    expect(events[0]).toMatchObject({ type: 'ticket.updated', status: 'solved', rawType: null })
  })

  it('keys conversations without a ticket by channel, account and pseudonym', async () => {
    const { events, rejects } = await read([
      { ...message, ticket: '', channel: 'chat' },
      { ...message, ticket: '', channel: '' },
    ])
    expect(events[0]?.scopeKey).toBe(`chat:desk:${context.pseudonym('ann@example.org')}`)
    expect(rejects.map((each) => each.reason)).toEqual([
      'row has neither a ticket nor a channel and a customer',
    ])
  })

  it('takes identical rows without an id for one fact, or for several where the mapping says so', async () => {
    const note = { ...message, id: '' }
    const once = await read([note, note, note])
    expect(new Set(once.events.map((each) => each.dedupeKey)).size).toBe(1)
    const several = await read([note, note, note], `${MAPPING}id: row-ordinal\n`)
    expect(new Set(several.events.map((each) => each.dedupeKey)).size).toBe(3)
    expect(several.events[0]?.dedupeKey).toBe(once.events[0]?.dedupeKey)
  })

  it('takes constants for columns that a file does not have', async () => {
    const mapping =
      '{version: 1, kind: events, ticket: id, at: at, type: {value: ticket.updated}, attributes: {status: {value: solved}}}'
    const { events } = await readAll(
      tempFile('solved.csv', 'id,at\n1,2025-01-01T00:00:00Z\n'),
      optionsWith(mapping),
    )
    expect(events[0]).toMatchObject({ type: 'ticket.updated', status: 'solved', ticketId: '1' })
  })
})
