import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dict } from '../json-body.ts'
import { cloudEvents } from './cloudevents.ts'
import { dataSchema } from './data.ts'
import { envelopeSchema, readEnvelope } from './envelope.ts'
import { readData } from './read-data.ts'
import { AT, envelope, mapDelivery, pseudonym, RECEIVED } from './test-support.ts'

/** Anything that JSON can hold, near the bounds of what the schemas take, with the `Infinity` that it makes of 1e999. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    0,
    -0,
    -1,
    1.5,
    3,
    2 ** 53,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    true,
    false,
    [],
    {},
    [[]],
  ),
  fc.constantFrom(200, 201, 256, 257).map((length) => 'x'.repeat(length)),
  fc.jsonValue({ maxDepth: 1 }),
)
const mostly = (likely: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 24, arbitrary: likely }, { weight: 1, arbitrary: odd })
const word = (...words: string[]) => mostly(fc.constantFrom(...words))
const id = mostly(fc.constantFrom<unknown>('a', 'T-1', 'ü😀', 7, 1.5, '0170 1234567', 'x'.repeat(256)))
const label = mostly(fc.constantFrom('', 'returns', 'x'.repeat(200)))
const clearable = mostly(fc.constantFrom(null, '', 'returns'))
const flag = mostly(fc.boolean())
const number = mostly(fc.constantFrom(0, 1, 4.5, 2 ** 53 - 1))
const channel = word('whatsapp', 'email', 'chat', 'phone', 'web', 'social', 'sms', 'other')
const part = (given: Record<string, fc.Arbitrary<unknown>>, requiredKeys: string[] = []) =>
  mostly(
    fc.oneof(
      {
        weight: 12,
        arbitrary: fc.record<Record<string, unknown>>({ ...given, extra: odd }, { requiredKeys }),
      },
      {
        weight: 1,
        arbitrary: fc.record<Record<string, unknown>>({ ...given, extra: odd }, { requiredKeys: [] }),
      },
    ),
  )

const data = part({
  ticket: id,
  conversation: part({ channel, account: id, customer: id, group: id }, ['channel', 'account']),
  customer: id,
  actor: part({ type: word('customer', 'agent', 'bot', 'automation', 'system', 'unknown'), id }, ['type']),
  status: word('new', 'open', 'pending', 'on_hold', 'solved', 'closed', 'deleted', 'spam'),
  priority: word('low', 'normal', 'high', 'urgent'),
  team: clearable,
  assignee: clearable,
  brand: clearable,
  tier: clearable,
  topic: clearable,
  channel,
  into: id,
  same_as: id,
  message: part(
    {
      id,
      direction: word('inbound', 'outbound', 'internal'),
      visibility: word('public', 'private'),
      kind: label,
      length: number,
      text: label,
      countable: flag,
      campaign: flag,
      category: label,
      template: label,
      reply_to: id,
    },
    ['id'],
  ),
  delivery: part(
    { state: word('sent', 'delivered', 'read', 'played', 'failed'), error: mostly(fc.oneof(label, number)) },
    ['state'],
  ),
  rating: part({
    score: number,
    scale: mostly(
      fc.constantFrom<unknown>(
        [1, 5],
        [0, 0.5],
        [5, 1],
        [1, 1],
        [1],
        [1, 2, 3],
        [1, null],
        [0, Number.POSITIVE_INFINITY],
      ),
    ),
    survey: id,
    comment: label,
  }),
  call: part({ id, direction: word('inbound', 'outbound'), answered: flag, duration_s: number }, ['id']),
})

const time = fc.oneof(
  fc
    .date({ min: new Date('1970-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((d) => d.toISOString()),
  fc.constantFrom(
    '2026-02-28T23:59:59Z',
    '2024-02-29T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00.000Z',
  ),
  fc.constantFrom(
    '2026-03-02T09:15:00+01:00',
    '2026-03-02T09:15:00.123456Z',
    '2026-03-02T24:00:00Z',
    '0099-01-01T00:00:00Z',
  ),
  fc.constantFrom(
    '2026-03-02T09:15Z',
    '2026-03-02T09:15:00',
    '2026-03-02',
    'x026-03-02T09:15:00Z',
    '1900-02-29T00:00:00Z',
  ),
  fc
    .tuple(fc.nat(AT.length - 1), fc.constantFrom(...'0123456789-:.TZ+ x'))
    .map(([at, character]) => AT.slice(0, at) + character + AT.slice(at + 1)),
)
const wholeEnvelope = part(
  {
    specversion: mostly(fc.constant('1.0')),
    id: mostly(fc.string({ minLength: 1 })),
    source: mostly(fc.constant('/inbox')),
    type: mostly(fc.constant('io.pegel.message.created.v1')),
    time: mostly(time),
    sequence: mostly(fc.oneof(fc.nat(), fc.nat().map(String))),
    data,
  },
  ['specversion', 'id', 'source', 'type', 'time'],
)

/** What the schema gave, without the keys that no reader knows. */
function known(schemas: unknown, readers: unknown): unknown {
  const [given, read] = [dict(schemas), dict(readers)]
  if (!given || !read) return schemas
  return Object.fromEntries(Object.keys(read).map((key) => [key, known(given[key], read[key])]))
}

describe('the readers of envelope and data', () => {
  it('take the data that the schema takes, to the same value', () => {
    let taken = 0
    fc.assert(
      fc.property(data, (given) => {
        const read = readData(given)
        const judged = dataSchema.safeParse(given)
        expect(read !== null).toBe(judged.success)
        if (judged.success) expect(read).toStrictEqual(known(judged.data, read))
        if (judged.success) taken += 1
      }),
      { numRuns: 3000 },
    )
    expect(taken).toBeGreaterThan(300)
    expect(taken).toBeLessThan(2700)
  })

  it('leave out no key that the schema knows', () => {
    const whole = readData({
      conversation: { channel: 'chat', account: 'a' },
      actor: { type: 'bot' },
      message: { id: 'm' },
      delivery: { state: 'read' },
      rating: {},
      call: { id: 'c' },
    })
    expect(Object.keys(whole ?? {}).sort()).toEqual(Object.keys(dataSchema.shape).sort())
    for (const name of ['conversation', 'actor', 'message', 'delivery', 'rating', 'call'] as const) {
      const shape = dataSchema.shape[name].unwrap().shape
      expect(Object.keys(whole?.[name] ?? {}).sort()).toEqual(Object.keys(shape).sort())
    }
  })

  it('take the envelopes that the schema takes, at the instant that they state', () => {
    let taken = 0
    fc.assert(
      fc.property(wholeEnvelope, (given) => {
        const read = readEnvelope(given)
        const judged = envelopeSchema.safeParse(given)
        expect(read !== null).toBe(judged.success)
        if (!read || !judged.success) return
        taken += 1
        const { id, source, type, sequence } = judged.data
        expect(read).toMatchObject({ id, source, type, sequence, data: judged.data.data })
        expect(read.timeMs).toBe(Date.parse(judged.data.time))
      }),
      { numRuns: 3000 },
    )
    expect(taken).toBeGreaterThan(300)
    expect(taken).toBeLessThan(2700)
  })

  it.each([['io.pegel.message.created.v1'], ['io.pegel.csat.received.v1'], ['io.pegel.call.ended.v1']])(
    'give the events of %s that a body with the same JSON gives',
    (type) => {
      const context = { pseudonym, settings: cloudEvents.parseSettings({}) }
      const headers = { 'content-type': 'application/cloudevents+json' }
      fc.assert(
        fc.property(time, data, (at, given) => {
          const body = JSON.stringify(envelope('x', given, { type, time: at }))
          const delivery = { source: 'inbox', account: null, headers, receivedAt: RECEIVED }
          const parsed = cloudEvents.mapParsed?.({ ...delivery, value: JSON.parse(body) }, context)
          expect(parsed).toEqual(mapDelivery(body, headers))
        }),
      )
    },
  )

  it('say of what they refuse what the schema says', () => {
    const refused = { ticket: '', status: 'gone', team: 5, message: { id: 'm', length: -1 } }
    const { failures } = mapDelivery(JSON.stringify(envelope('ticket.created', refused)))
    expect(failures).toEqual([
      'data.ticket: Too small: expected string to have >=1 characters; data.status: Invalid option: expected one of "new"|"open"|"pending"|"on_hold"|"solved"|"closed"|"deleted"|"spam"; data.team: Invalid input',
    ])
  })
})
