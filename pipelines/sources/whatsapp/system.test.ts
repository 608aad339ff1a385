import { describe, expect, it } from 'vitest'
import { AT, conversation, LINE, mapValue, only, PHONE, pseudonym, TIME, USER } from './test-support.ts'

const NEW_PHONE = '16505550199'
const NEW_USER = 'US.24817305912873645029'
const notice = (system: object, more: object = { from: PHONE }) =>
  mapValue({ messages: [{ id: 'wamid.SYS', timestamp: TIME, type: 'system', system, ...more }] })

describe('system notice', () => {
  it.each([
    [{ type: 'user_changed_number', wa_id: NEW_PHONE }, { from: PHONE }],
    [{ type: 'customer_changed_number', new_wa_id: NEW_PHONE }, { from: PHONE }],
    [{ type: 'customer_changed_number', wa_id: NEW_PHONE, customer: PHONE }, {}],
    [
      { type: 'user_changed_number', wa_id: NEW_PHONE, body: `User A changed from ${PHONE} to ${NEW_PHONE}` },
      {},
    ],
  ])('%j links the old number to the new one', (system, more) => {
    const result = notice(system, more)
    expect(only(result, 'identity.linked')).toMatchObject({
      scopeKey: conversation(NEW_PHONE),
      relatedKey: conversation(PHONE),
      dedupeKey: `id:${LINE}:${[pseudonym(PHONE), pseudonym(NEW_PHONE)].sort().join(':')}`,
      occurredAt: AT,
    })
    expect(only(result, 'message.created')).toMatchObject({
      contentKind: 'system',
      actorType: 'system',
      countable: false,
      scopeKey: conversation(PHONE),
    })
  })

  it.each([
    [{ type: 'user_changed_user_id', user_id: NEW_USER, previous_user_id: USER }],
    [
      {
        type: 'user_changed_user_id',
        user_id: NEW_USER,
        body: `User A B changed from ${USER} to ${NEW_USER}`,
      },
    ],
  ])('%j links the old user id to the new one', (system) => {
    const result = notice(system, {})
    expect(only(result, 'identity.linked')).toMatchObject({
      scopeKey: conversation(NEW_USER),
      relatedKey: conversation(USER),
    })
  })

  it('that names no former id is counted', () => {
    const result = notice({ type: 'user_changed_user_id', user_id: NEW_USER }, {})
    expect(result.events.map((event) => event.type)).toEqual(['message.created'])
    expect(result.unmapped).toEqual({ system_without_both_ids: 1 })
  })

  it('of another kind links nobody', () => {
    expect(notice({ type: 'customer_identity_changed' }).events).toHaveLength(1)
    expect(notice({ type: 'customer_grew_wings' }).unmapped).toEqual({ 'system:customer_grew_wings': 1 })
  })
})

describe('user_id_update', () => {
  it('links the previous user id, the current one and the phone', () => {
    const update = {
      wa_id: PHONE,
      detail: 'x',
      user_id: { previous: USER, current: NEW_USER },
      timestamp: TIME,
    }
    const result = mapValue({ user_id_update: [update] }, {}, 'user_id_update')
    expect(result.events.map((event) => [event.type, event.scopeKey, event.relatedKey])).toEqual([
      ['identity.linked', conversation(NEW_USER), conversation(PHONE)],
      ['identity.linked', conversation(NEW_USER), conversation(USER)],
    ])
  })

  it('without a previous id is a failure', () => {
    const result = mapValue(
      { user_id_update: [{ user_id: { current: USER }, timestamp: TIME }] },
      {},
      'user_id_update',
    )
    expect(result.failures).toEqual([
      'entry[0].changes[0].value.user_id_update[0].user_id: previous or current is missing',
    ])
  })
})
