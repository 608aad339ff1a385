import { describe, expect, it } from 'vitest'
import {
  conversation,
  keyOf,
  LINE,
  mapValue,
  only,
  PARENT,
  PHONE,
  pseudonym,
  status,
  USER,
} from './test-support.ts'

const hash = keyOf('wamid.OUT1').slice('whatsapp:'.length)
const delivered = (parts: object, settings: unknown = {}) => mapValue({ statuses: [status(parts)] }, settings)
const delivery = (parts: object, settings: unknown = {}) =>
  only(delivered(parts, settings), 'message.delivery')

describe('status', () => {
  it('becomes a delivery and nothing else', () => {
    const result = delivered({
      pricing: { billable: false, pricing_model: 'PMP', type: 'free_customer_service', category: 'service' },
    })
    expect(result.events).toHaveLength(1)
    expect(result.events[0]).toMatchObject({
      type: 'message.delivery',
      dedupeKey: `st:${hash}:delivered:-`,
      messageKey: keyOf('wamid.OUT1'),
      scopeKey: conversation(PHONE),
      customerId: pseudonym(PHONE),
      direction: 'outbound',
      actorType: 'unknown',
      countable: true,
      deliveryState: 'delivered',
      category: 'service',
      errorCode: null,
    })
    expect(JSON.parse(result.events[0]?.attrs ?? '')).toEqual({
      billable: false,
      price_type: 'free_customer_service',
      pricing_model: 'PMP',
    })
  })

  it.each(['sent', 'delivered', 'read', 'played', 'failed'])('%s is a state', (state) => {
    expect(delivery({ status: state })).toMatchObject({
      deliveryState: state,
      dedupeKey: `st:${hash}:${state}:-`,
    })
  })

  it('of an unknown word is counted, its neighbours are mapped', () => {
    const result = mapValue({ statuses: [status({ status: 'in_orbit' }), status({})] })
    expect(result.unmapped).toEqual({ 'status:in_orbit': 1 })
    expect(result.events).toHaveLength(1)
    expect(result.failures).toEqual([])
  })

  it('takes the category from the conversation where no price is stated, never a key from it', () => {
    const event = delivery({ conversation: { id: 'C1', origin: { type: 'marketing' } } })
    expect(event.category).toBe('marketing')
    expect(JSON.stringify(event)).not.toContain('C1')
    expect(delivery({ conversation: { id: 'C1', origin: { type: 'user_initiated' } } }).category).toBeNull()
  })

  it('knows its recipient by parent id, user id or phone, and links them', () => {
    expect(delivery({ recipient_user_id: USER }).scopeKey).toBe(conversation(USER))
    expect(delivery({ parent_recipient_user_id: PARENT }).scopeKey).toBe(conversation(PARENT))
    const byContact = mapValue({ statuses: [status({})], contacts: [{ user_id: USER }] })
    expect(only(byContact, 'message.delivery').scopeKey).toBe(conversation(USER))
    expect(only(byContact, 'identity.linked').relatedKey).toBe(conversation(PHONE))
  })

  it('failed without a recipient keeps to its message', () => {
    expect(
      delivery({ status: 'failed', recipient_id: undefined, errors: [{ code: 131026, title: 'x' }] }),
    ).toMatchObject({
      scopeKey: `whatsapp:${LINE}:message:${hash}`,
      relatedKey: null,
      customerId: null,
      errorCode: '131026',
    })
  })

  it('delivered to nobody is a failure', () => {
    expect(delivered({ recipient_id: undefined }).failures).toEqual([
      'entry[0].changes[0].value.statuses[0].recipient_id: no recipient',
    ])
  })

  it('of a group is one per participant, in the scope of the group', () => {
    const of = (participant: string) =>
      status({ recipient_type: 'group', recipient_id: 'G1', recipient_participant_id: participant })
    const result = mapValue({ statuses: [of('16505550111'), of('16505550112')] })
    expect(result.events.map((event) => event.scopeKey)).toEqual([
      conversation('group:G1'),
      conversation('group:G1'),
    ])
    expect(result.events.map((event) => event.dedupeKey)).toEqual([
      `st:${hash}:delivered:${pseudonym('16505550111')}`,
      `st:${hash}:delivered:${pseudonym('16505550112')}`,
    ])
  })
})

describe('biz_opaque_callback_data', () => {
  const stamped = (stamp: object | string, settings: unknown = {}) =>
    delivery(
      { biz_opaque_callback_data: typeof stamp === 'string' ? stamp : JSON.stringify(stamp) },
      settings,
    )

  it('tells the agent, the team and the ticket', () => {
    expect(stamped({ agent: 'a17', team: 'returns', kind: 'reply', ticket: 'T-9' })).toMatchObject({
      actorType: 'agent',
      actorId: 'a17',
      team: 'returns',
      contentKind: null,
      countable: true,
      attrs: '{"ticket":"T-9"}',
    })
  })

  it.each([
    [{ bot: true, agent: 'faq' }, 'bot', 'faq', null, false],
    [{ kind: 'survey' }, 'automation', null, 'survey', false],
    [{ kind: 'campaign', agent: 'a17' }, 'agent', 'a17', 'campaign', false],
    [{ agent: 17 }, 'agent', '17', null, true],
    [{}, 'unknown', null, null, true],
    [{ agent: 'x'.repeat(65) }, 'unknown', null, null, true],
    ['order-4711', 'unknown', null, null, true],
    ['{broken', 'unknown', null, null, true],
    ['["agent"]', 'unknown', null, null, true],
  ])('%j', (stamp, actorType, actorId, contentKind, countable) => {
    expect(stamped(stamp)).toMatchObject({ actorType, actorId, contentKind, countable })
  })

  it('is let be where the settings say so', () => {
    expect(stamped({ agent: 'a17' }, { opaque: false })).toMatchObject({
      actorType: 'unknown',
      actorId: null,
    })
  })
})
