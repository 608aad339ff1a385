import { describe, expect, it } from 'vitest'
import {
  LINE,
  mapBody,
  mapChanges,
  mapValue,
  message,
  only,
  pseudonym,
  RECEIVED,
  WABA,
} from './test-support.ts'

const envelope = (parts: object) =>
  JSON.stringify({ object: 'whatsapp_business_account', entry: [], ...parts })

describe('bodies that are no envelope', () => {
  it.each([
    ['', 'body: empty'],
    ['{"object":', 'body: not valid JSON'],
    ['[]', 'body: not an object'],
    ['null', 'body: not an object'],
    [envelope({ object: 'instagram' }), 'object: not whatsapp_business_account'],
    [envelope({ entry: {} }), 'entry: not a list'],
    [envelope({ entry: undefined }), 'entry: not a list'],
    [envelope({ entry: [7] }), 'entry[0]: not an object'],
    [envelope({ entry: [{ id: '1' }] }), 'entry[0].changes: not a list'],
    [envelope({ entry: [{ id: '1', changes: [null] }] }), 'entry[0].changes[0]: not an object'],
    [envelope({ entry: [{ id: '1', changes: [{}] }] }), 'entry[0].changes[0].field: missing'],
    [
      envelope({ entry: [{ id: '1', changes: [{ field: 'messages' }] }] }),
      'entry[0].changes[0].value: not an object',
    ],
  ])('%s', (body, reason) => {
    expect(mapBody(body)).toEqual({ events: [], unmapped: {}, failures: [reason] })
  })

  it('invalid UTF-8', () => {
    expect(mapBody(Uint8Array.of(0x7b, 0xff, 0x7d)).failures).toEqual(['body: not valid UTF-8'])
  })

  it('an envelope without entries is counted', () => {
    expect(mapBody(envelope({}))).toEqual({ events: [], unmapped: { empty: 1 }, failures: [] })
  })
})

describe('changes', () => {
  it('of an unknown field are counted, the rest is mapped', () => {
    const result = mapChanges([
      ['telepathy', {}],
      ['messages', { metadata: { phone_number_id: LINE }, messages: [message({})] }],
    ])
    expect(result.unmapped).toEqual({ 'field:telepathy': 1 })
    expect(result.events).toHaveLength(1)
  })

  it('of a number that is not on the list are failures', () => {
    const value = { messages: [message({})] }
    expect(mapValue(value, { phone_numbers: ['999'] }).failures).toEqual([
      'entry[0].changes[0].value.metadata.phone_number_id: not a phone number of this connection',
    ])
    expect(mapValue(value, { phone_numbers: [LINE] }).events).toHaveLength(1)
  })

  it('without a number are failures', () => {
    expect(mapChanges([['messages', { messages: [message({})] }]]).failures).toEqual([
      'entry[0].changes[0].value.metadata.phone_number_id: missing',
    ])
  })

  it('with errors of the line only are counted by code', () => {
    expect(mapValue({ errors: [{ code: 131000, title: 'x' }] }).unmapped).toEqual({ 'error:code-131000': 1 })
  })

  it('full of rubbish stay small', () => {
    const result = mapValue({ messages: Array.from({ length: 200_000 }, () => 0) })
    expect(result.failures).toHaveLength(21)
    expect(result.failures.at(-1)).toMatch(/more problems than these$/)
    const words = Array.from({ length: 300 }, (_, i) => ({ ...message({}), type: `type-${i}` }))
    expect(Object.keys(mapValue({ messages: words }).unmapped).length).toBeLessThanOrEqual(51)
  })
})

describe('account-level changes', () => {
  const account = (field: string, value: object, time?: unknown) =>
    mapBody(
      JSON.stringify({
        object: 'whatsapp_business_account',
        entry: [{ id: WABA, time, changes: [{ field, value }] }],
      }),
    )

  it('become configuration of the account', () => {
    const value = {
      event: 'REJECTED',
      message_template_id: 1689556908129832,
      message_template_name: 'spring_sale',
      message_template_language: 'en',
      reason: 'PROMOTIONAL',
    }
    const event = only(account('message_template_status_update', value, 1772442900), 'config.changed')
    expect(event).toMatchObject({
      account: WABA,
      scopeKey: `config:wa:${WABA}`,
      occurredAt: '2026-03-02T09:15:00.000Z',
      template: 'spring_sale',
      rawType: 'message_template_status_update',
    })
    expect(JSON.parse(event.attrs ?? '')).toMatchObject({ event: 'REJECTED', reason: 'PROMOTIONAL' })
  })

  it('without a time happened when they came', () => {
    const event = only(account('account_review_update', { decision: 'APPROVED' }), 'config.changed')
    expect(event.occurredAt).toBe(RECEIVED)
  })

  it('tell two changes apart, and a repeated one not', () => {
    const key = (value: object, time: number) =>
      only(account('security', value, time), 'config.changed').dedupeKey
    const first = key({ event: 'PIN_CHANGED' }, 1772442900)
    expect(key({ event: 'PIN_CHANGED' }, 1772442900)).toBe(first)
    expect(key({ event: 'PIN_CHANGED' }, 1772442901)).not.toBe(first)
    expect(key({ event: 'PIN_RESET_REQUEST' }, 1772442900)).not.toBe(first)
  })

  it('lacking what they are about are failures', () => {
    expect(account('message_template_status_update', { event: 'APPROVED' }).failures).toEqual([
      'entry[0].changes[0].value.message_template_name: missing',
    ])
    expect(account('security', { event: 'PIN_CHANGED' }, 12).failures).toEqual([
      'entry[0].changes[0].value: the time of the entry is before 2009-01-01',
    ])
  })

  it('of an unknown template event are counted', () => {
    const value = { event: 'ENCHANTED', message_template_name: 'x' }
    expect(account('message_template_status_update', value)).toEqual({
      events: [],
      unmapped: { 'status:ENCHANTED': 1 },
      failures: [],
    })
  })

  it('keep a marketing choice under the pseudonym of who made it', () => {
    const choice = {
      wa_id: '16505550111',
      category: 'marketing_messages',
      value: 'stop',
      timestamp: 1772442900,
    }
    const event = only(account('user_preferences', { user_preferences: [choice] }), 'config.changed')
    expect(event.customerId).toBe(pseudonym('16505550111'))
    expect(event.attrs).toBe('{"category":"marketing_messages","value":"stop"}')
  })

  it('keep of an address book only how much of it changed', () => {
    const add = {
      type: 'contact',
      action: 'add',
      contact: { full_name: 'Planted Name', phone_number: '16505550111' },
    }
    const event = only(
      account('smb_app_state_sync', { state_sync: [add, add, { action: 'remove' }] }),
      'config.changed',
    )
    expect(event.attrs).toBe('{"add":2,"remove":1}')
  })
})
