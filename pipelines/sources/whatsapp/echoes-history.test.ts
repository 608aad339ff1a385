import { describe, expect, it } from 'vitest'
import { conversation, keyOf, mapValue, OWN_NUMBER, only, PHONE, TIME, USER } from './test-support.ts'

const echo = (parts: object) => ({
  from: OWN_NUMBER,
  to: PHONE,
  id: 'wamid.OUT1',
  timestamp: TIME,
  type: 'text',
  text: { body: 'on its way' },
  ...parts,
})
const echoes = (...all: object[]) => mapValue({ message_echoes: all }, {}, 'smb_message_echoes')

describe('echo', () => {
  it('is a message of an agent whose name is not told', () => {
    expect(only(echoes(echo({})), 'message.created')).toMatchObject({
      direction: 'outbound',
      actorType: 'agent',
      actorId: 'business_app',
      messageKey: keyOf('wamid.OUT1'),
      scopeKey: conversation(PHONE),
      contentLength: 10,
      countable: true,
      sourceRank: 30,
      attrs: '{"via":"business_app"}',
    })
  })

  it('goes to the user id where one is told', () => {
    const result = echoes(echo({ to_user_id: USER }))
    expect(only(result, 'message.created').scopeKey).toBe(conversation(USER))
    expect(only(result, 'identity.linked').relatedKey).toBe(conversation(PHONE))
  })

  it('may edit, revoke or react', () => {
    const result = echoes(
      echo({ id: 'wamid.E', type: 'edit', edit: { original_message_id: 'wamid.OUT1', message: {} } }),
      echo({ id: 'wamid.R', type: 'revoke', revoke: { original_message_id: 'wamid.OUT1' } }),
      echo({ id: 'wamid.X', type: 'reaction', reaction: { message_id: 'wamid.IN1', emoji: '👍' } }),
    )
    expect(result.events.map((event) => [event.type, event.direction, event.messageKey])).toEqual([
      ['message.edited', 'outbound', keyOf('wamid.OUT1')],
      ['message.deleted', 'outbound', keyOf('wamid.OUT1')],
      ['message.reaction', 'outbound', keyOf('wamid.IN1')],
    ])
  })

  it('is found beside messages and statuses of one value', () => {
    const result = mapValue({
      messages: [{ from: PHONE, id: 'wamid.IN1', timestamp: TIME, type: 'text', text: { body: 'x' } }],
      statuses: [{ id: 'wamid.OUT1', status: 'sent', timestamp: TIME, recipient_id: PHONE }],
      message_echoes: [echo({ id: 'wamid.OUT2' })],
    })
    expect(result.events.map((event) => event.type)).toEqual([
      'message.created',
      'message.delivery',
      'message.created',
    ])
  })
})

describe('history', () => {
  const chunk = (messages: object[], thread: object = { id: PHONE }) => ({
    history: [{ metadata: { phase: 0, chunk_order: 1, progress: 50 }, threads: [{ ...thread, messages }] }],
  })
  const text = { timestamp: TIME, type: 'text', text: { body: 'x' } }

  it('has both sides, under the keys of live messages', () => {
    const result = mapValue(
      chunk([
        { ...text, from: PHONE, id: 'wamid.IN1' },
        { ...text, from: OWN_NUMBER, to: PHONE, id: 'wamid.OUT1' },
      ]),
      {},
      'history',
    )
    const live = mapValue({ messages: [{ ...text, from: PHONE, id: 'wamid.IN1' }] })
    expect(result.events.map((event) => [event.direction, event.actorType, event.sourceRank])).toEqual([
      ['inbound', 'customer', 50],
      ['outbound', 'agent', 50],
    ])
    expect(result.events.map((event) => event.scopeKey)).toEqual([conversation(PHONE), conversation(PHONE)])
    expect(result.events[0]?.dedupeKey).toBe(live.events[0]?.dedupeKey)
  })

  it('knows a thread by its user id', () => {
    const result = mapValue(
      chunk([{ ...text, from: PHONE, id: 'wamid.IN1' }], { id: PHONE, context: { user_id: USER } }),
      {},
      'history',
    )
    expect(only(result, 'message.created').scopeKey).toBe(conversation(USER))
  })

  it('names what it cannot read', () => {
    const result = mapValue(chunk([{ ...text, from: PHONE }]), {}, 'history')
    expect(result.failures).toEqual([
      'entry[0].changes[0].value.history[0].threads[0].messages[0].id: missing',
    ])
  })

  it('counts that sharing was declined', () => {
    const result = mapValue({ history: [{ errors: [{ code: 2593109 }] }] }, {}, 'history')
    expect(result.unmapped).toEqual({ 'history_error:code-2593109': 1 })
  })
})
