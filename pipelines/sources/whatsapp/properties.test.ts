import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LINE, mapBody, mapValue, message, OWN_NUMBER, PHONE, status, TIME, WABA } from './test-support.ts'

const fields = fc.constantFrom(
  ...[
    'messages',
    'smb_message_echoes',
    'history',
    'calls',
    'user_id_update',
    'message_template_status_update',
  ],
  ...['account_update', 'user_preferences', 'smb_app_state_sync', 'security', 'constructor', '__proto__'],
)
const type = fc.constantFrom(
  ...[
    'text',
    'image',
    'interactive',
    'button',
    'edit',
    'revoke',
    'reaction',
    'system',
    'order',
    'constructor',
  ],
  ...['__proto__', 'toString', 'unsupported'],
)
const value = fc.letrec((tie) => ({
  item: fc.dictionary(
    fc.constantFrom(
      ...[
        'id',
        'from',
        'to',
        'timestamp',
        'status',
        'recipient_id',
        'text',
        'system',
        'interactive',
        'button',
      ],
      ...[
        'reaction',
        'edit',
        'context',
        'errors',
        'pricing',
        'recipient_type',
        'group_id',
        'event',
        'user_id',
      ],
      ...[
        'threads',
        'messages',
        'wa_id',
        'contact',
        'biz_opaque_callback_data',
        'nfm_reply',
        'response_json',
      ],
    ),
    fc.oneof({ maxDepth: 3 }, fc.constant(TIME), fc.constant(PHONE), fc.jsonValue(), tie('item')),
  ),
})).item

const few = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 2 })

const change = fc.record({
  field: fields,
  value: fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        metadata: fc.constant({ phone_number_id: LINE, display_phone_number: OWN_NUMBER }),
        contacts: fc.oneof(fc.jsonValue(), few(value)),
        messages: fc.array(
          fc.tuple(value, type).map(([item, word]) => ({ ...(item as object), type: word })),
        ),
        statuses: few(value.map((item) => status(item as object))),
        message_echoes: fc.oneof(fc.jsonValue(), few(value)),
        calls: few(value),
        history: few(value),
        user_id_update: few(value),
        user_preferences: few(value),
        state_sync: fc.oneof(fc.jsonValue(), few(value)),
      },
      { requiredKeys: ['metadata'] },
    ),
  ),
})

describe('map', () => {
  it('never throws for bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(mapBody(bytes).failures.length).toBeGreaterThan(0)
      }),
    )
  })

  it('never throws for JSON, and always says something', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(mapBody(json).failures.length).toBeGreaterThan(0)
      }),
    )
  })

  it('never throws for envelopes of rubbish, and says the same twice', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
        const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: WABA, changes }] })
        const result = mapBody(body)
        const found = result.events.length + result.failures.length + Object.keys(result.unmapped).length
        expect(found).toBeGreaterThan(0)
        expect(mapBody(body)).toEqual(result)
      }),
      { numRuns: 200 },
    )
  })

  it('says nothing deeper than the body goes', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
    const value = `{"metadata":{"phone_number_id":"${LINE}"},"messages":[{"type":"text","text":${deep}}]}`
    const body = `{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":${value}}]}]}`
    expect(mapBody(body).failures).toEqual(['entry[0].changes[0].value.messages[0].id: missing'])
  })

  it('gives the events of a batch whatever order or company its items come in', () => {
    const items = Array.from({ length: 6 }, (_, i) =>
      message({ id: `wamid.${i}`, from: `1650555011${i % 3}` }),
    )
    const states = ['sent', 'delivered', 'read'].map((word) => status({ status: word }))
    const keys = (messages: object[], statuses: object[]) =>
      mapValue({ messages, statuses }).events.map((event) => JSON.stringify(event))
    const alone = [
      ...items.flatMap((item) => keys([item], [])),
      ...states.flatMap((one) => keys([], [one])),
    ].sort()
    fc.assert(
      fc.property(
        fc.shuffledSubarray(items, { minLength: items.length }),
        fc.shuffledSubarray(states, { minLength: states.length }),
        (messages, statuses) => {
          expect(keys(messages, statuses).sort()).toEqual(alone)
        },
      ),
    )
  })
})
