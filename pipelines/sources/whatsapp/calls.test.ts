import { describe, expect, it } from 'vitest'
import { conversation, keyOf, mapValue, OWN_NUMBER, only, PHONE, TIME } from './test-support.ts'

const calls = (call: object) =>
  mapValue({ calls: [{ id: 'wacid.C1', timestamp: TIME, ...call }] }, {}, 'calls')
const fromCustomer = { from: PHONE, to: OWN_NUMBER, direction: 'USER_INITIATED' }
const fromBusiness = { from: OWN_NUMBER, to: PHONE, direction: 'BUSINESS_INITIATED' }

describe('call', () => {
  it('starts in the conversation of the customer', () => {
    expect(only(calls({ ...fromCustomer, event: 'connect' }), 'call.started')).toMatchObject({
      scopeKey: conversation(PHONE),
      messageKey: keyOf('wacid.C1'),
      dedupeKey: `call:${keyOf('wacid.C1').slice('whatsapp:'.length)}:connect`,
      direction: 'inbound',
      actorType: 'customer',
      contentKind: 'call',
    })
  })

  it('ends with whether it was taken and how long it was', () => {
    const taken = calls({ ...fromCustomer, event: 'terminate', status: 'COMPLETED', duration: 120 })
    expect(JSON.parse(only(taken, 'call.ended').attrs ?? '')).toEqual({
      answered: true,
      duration_s: 120,
      status: 'completed',
    })
    const missed = calls({ ...fromCustomer, event: 'terminate', status: 'FAILED' })
    expect(JSON.parse(only(missed, 'call.ended').attrs ?? '')).toEqual({ answered: false, status: 'failed' })
  })

  it('of the business goes out, by whom it is stamped with', () => {
    const result = calls({ ...fromBusiness, event: 'connect', biz_opaque_callback_data: '{"agent":"a17"}' })
    expect(only(result, 'call.started')).toMatchObject({
      direction: 'outbound',
      scopeKey: conversation(PHONE),
      actorType: 'agent',
      actorId: 'a17',
    })
  })

  it.each([
    ['RINGING', 'call.started', null],
    ['ACCEPTED', 'call.started', true],
    ['REJECTED', 'call.ended', false],
  ] as const)('status %s', (status, type, answered) => {
    const result = mapValue(
      { statuses: [{ id: 'wacid.C1', type: 'call', status, timestamp: TIME, recipient_id: PHONE }] },
      {},
      'calls',
    )
    const attrs = JSON.parse(only(result, type).attrs ?? '')
    expect(attrs.answered ?? null).toBe(answered)
    expect(result.events[0]?.scopeKey).toBe(conversation(PHONE))
  })

  it('of an unknown word is counted', () => {
    expect(calls({ ...fromCustomer, event: 'teleport' }).unmapped).toEqual({ 'call:?': 1 })
  })
})
