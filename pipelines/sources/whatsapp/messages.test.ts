import { describe, expect, it } from 'vitest'
import {
  AT,
  conversation,
  keyOf,
  LINE,
  mapValue,
  message,
  only,
  PARENT,
  PHONE,
  pseudonym,
  TIME,
  USER,
} from './test-support.ts'

const inbound = (parts: object) => mapValue({ messages: [message(parts)] })

describe('inbound message', () => {
  it('becomes a countable message of the customer', () => {
    expect(
      only(inbound({ context: { from: '15550783881', id: 'wamid.OUT0' } }), 'message.created'),
    ).toMatchObject({
      source: 'wa',
      account: LINE,
      dedupeKey: `msg:${keyOf('wamid.IN1').slice('whatsapp:'.length)}`,
      factKey: keyOf('wamid.IN1'),
      sourceRank: 20,
      occurredAt: AT,
      scopeKey: conversation(PHONE),
      ticketId: null,
      messageKey: keyOf('wamid.IN1'),
      parentMessageKey: keyOf('wamid.OUT0'),
      actorType: 'customer',
      actorId: null,
      customerId: pseudonym(PHONE),
      channel: 'whatsapp',
      direction: 'inbound',
      visibility: 'public',
      contentKind: 'text',
      contentLength: 5,
      countable: true,
    })
  })

  it.each([
    ['image', { image: { id: '1', caption: 'three 👍' } }, 'image', 7, true],
    ['audio', { audio: { id: '1', voice: true } }, 'audio', null, true],
    ['document', { document: { id: '1', filename: 'a.pdf' } }, 'document', null, true],
    ['sticker', { sticker: { id: '1' } }, 'sticker', null, true],
    ['location', { location: { latitude: 1, longitude: 2 } }, 'location', null, true],
    ['contacts', { contacts: [{ name: {} }] }, 'contacts', null, true],
    ['order', { order: { text: 'two' } }, 'order', 3, true],
    ['button', { button: { payload: 'go', text: 'Go on' } }, 'button', 5, true],
    [
      'interactive',
      { interactive: { type: 'list_reply', list_reply: { id: 'x', title: 'Pick' } } },
      'interactive',
      4,
      true,
    ],
    [
      'interactive',
      { interactive: { type: 'call_permission_reply', call_permission_reply: { response: 'accept' } } },
      'call_permission',
      null,
      false,
    ],
    ['request_welcome', {}, 'request_welcome', null, false],
    ['unsupported', { errors: [{ code: 131051, title: 'no' }] }, 'unsupported', null, true],
    ['unknown', {}, 'unknown', null, true],
  ])('of type %s', (type, parts, contentKind, contentLength, countable) => {
    const result = inbound({ text: undefined, ...parts, type })
    expect(only(result, 'message.created')).toMatchObject({ contentKind, contentLength, countable })
    expect(result.unmapped).toEqual({})
  })

  it('keeps the error code of an unsupported message', () => {
    const result = inbound({ type: 'unsupported', errors: [{ code: 131051 }] })
    expect(only(result, 'message.created').errorCode).toBe('131051')
  })

  it('of a type that nobody knows yet waits for an answer and is counted', () => {
    const result = inbound({ type: 'hologram', hologram: {} })
    expect(only(result, 'message.created')).toMatchObject({ contentKind: 'unknown', countable: true })
    expect(result.unmapped).toEqual({ 'type:hologram': 1 })
  })

  it('tells an advertisement and forwarding apart from text', () => {
    const result = inbound({ referral: { source_type: 'ad', source_id: '1' }, context: { forwarded: true } })
    expect(JSON.parse(only(result, 'message.created').attrs ?? '')).toEqual({
      referral: 'ad',
      forwarded: true,
    })
  })

  it('in a group belongs to the group and is by its sender', () => {
    const event = only(inbound({ group_id: 'G1' }), 'message.created')
    expect(event.scopeKey).toBe(conversation('group:G1'))
    expect(event.customerId).toBe(pseudonym(PHONE))
  })

  it('without phone is keyed by the user id', () => {
    const result = inbound({ from: undefined, from_user_id: USER })
    expect(only(result, 'message.created').scopeKey).toBe(conversation(USER))
    expect(result.events).toHaveLength(1)
  })
})

describe('changes of another message', () => {
  it('edit', () => {
    const edit = { original_message_id: 'wamid.IN0', message: { type: 'text', text: { body: 'better' } } }
    expect(only(inbound({ id: 'wamid.E', type: 'edit', edit }), 'message.edited')).toMatchObject({
      dedupeKey: `msg:${keyOf('wamid.E').slice('whatsapp:'.length)}`,
      messageKey: keyOf('wamid.IN0'),
      parentMessageKey: keyOf('wamid.IN0'),
      contentLength: 6,
      countable: false,
    })
  })

  it('revoke', () => {
    const result = inbound({ type: 'revoke', revoke: { original_message_id: 'wamid.IN0' } })
    expect(only(result, 'message.deleted')).toMatchObject({
      messageKey: keyOf('wamid.IN0'),
      countable: false,
    })
  })

  it('reaction, and its removal', () => {
    const given = inbound({ type: 'reaction', reaction: { message_id: 'wamid.OUT0', emoji: '👍' } })
    const removed = inbound({ type: 'reaction', reaction: { message_id: 'wamid.OUT0', emoji: '' } })
    expect(only(given, 'message.reaction')).toMatchObject({
      messageKey: keyOf('wamid.OUT0'),
      parentMessageKey: keyOf('wamid.OUT0'),
      contentKind: 'reaction',
      countable: false,
      attrs: null,
    })
    expect(only(removed, 'message.reaction').attrs).toBe('{"removed":true}')
  })
})

describe('what a message lacks', () => {
  const path = 'entry[0].changes[0].value.messages[1].'
  it.each([
    [{ id: undefined }, 'id: missing'],
    [{ type: undefined }, 'type: missing'],
    [{ timestamp: undefined }, 'timestamp: missing'],
    [{ timestamp: '12' }, 'timestamp: before 2009-01-01'],
    [{ timestamp: '4102444800' }, 'timestamp: more than a day after it was received'],
    [{ timestamp: 'today' }, 'timestamp: not a unix time in seconds'],
    [{ from: undefined }, 'from: neither a phone nor a user id'],
    [{ type: 'edit' }, 'edit.original_message_id: missing'],
    [{ type: 'reaction', reaction: {} }, 'reaction.message_id: missing'],
    [{ type: 'system' }, 'system: missing'],
  ])('%j is named with its path, and its neighbours are mapped', (parts, reason) => {
    const result = mapValue({
      messages: [message({ id: 'wamid.A' }), message(parts), message({ id: 'wamid.B', timestamp: TIME })],
    })
    expect(result.failures).toEqual([path + reason])
    expect(result.events.map((event) => event.messageKey)).toEqual([keyOf('wamid.A'), keyOf('wamid.B')])
  })
})

describe('people', () => {
  const contact = { profile: { name: 'Planted Name' }, wa_id: PHONE, user_id: USER, parent_user_id: PARENT }

  it('are known by the parent id first, and their other ids are linked to it once', () => {
    const result = mapValue({
      contacts: [contact],
      messages: [message({ id: 'wamid.A' }), message({ id: 'wamid.B' })],
    })
    const messages = result.events.filter((event) => event.type === 'message.created')
    expect(messages.map((event) => event.scopeKey)).toEqual([conversation(PARENT), conversation(PARENT)])
    const links = result.events.filter((event) => event.type === 'identity.linked')
    expect(links.map((link) => [link.scopeKey, link.relatedKey])).toEqual([
      [conversation(PARENT), conversation(USER)],
      [conversation(PARENT), conversation(PHONE)],
    ])
    const [a, b] = [pseudonym(PARENT), pseudonym(USER)].sort()
    expect(links[0]).toMatchObject({ dedupeKey: `id:${LINE}:${a}:${b}`, occurredAt: AT })
  })

  it('are not mixed up where one contact stands beside the messages of two', () => {
    const result = mapValue({
      contacts: [{ user_id: USER }],
      messages: [
        message({ id: 'wamid.A', from: '16505550112' }),
        message({ id: 'wamid.B', from: undefined, from_user_id: USER }),
      ],
    })
    expect(result.events.map((event) => event.scopeKey)).toEqual([
      conversation('16505550112'),
      conversation(USER),
    ])
  })

  it('are not taken for a contact with another number', () => {
    const result = mapValue({ contacts: [{ ...contact, wa_id: '16505550199' }], messages: [message({})] })
    expect(result.events.map((event) => event.scopeKey)).toEqual([conversation(PHONE)])
  })

  it('have one scope whichever way their number is spelled', () => {
    const spelled = mapValue({ messages: [message({ from: '+1 (650) 555-0111' })] })
    expect(only(spelled, 'message.created').scopeKey).toBe(conversation(PHONE))
  })
})
