import { describe, expect, it } from 'vitest'
import type { MapResult } from '../source.ts'
import { keyOf, mapValue, message, only, pseudonym, status } from './test-support.ts'

const quoted = { context: { from: '15550783881', id: 'wamid.SURVEY' } }
const reply = (id: string, more: object = quoted) => ({
  type: 'interactive',
  interactive: { type: 'button_reply', button_reply: { id, title: 'Fine' } },
  ...more,
})
const flow = (response_json: unknown, more: object = quoted) => ({
  type: 'interactive',
  interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json } },
  ...more,
})
const answer = (parts: object, ratings?: object): MapResult =>
  mapValue({ messages: [message(parts)] }, ratings ? { ratings } : {})
const hash = keyOf('wamid.IN1').slice('whatsapp:'.length)

describe('rating by reply', () => {
  it('is a rating and a message that waits for no answer', () => {
    const result = answer(reply('csat:T-9:4'))
    expect(result.events).toHaveLength(2)
    expect(only(result, 'csat.received')).toMatchObject({
      dedupeKey: `csat:${hash}:reply`,
      score: 0.75,
      scaleMin: 1,
      scaleMax: 5,
      surveyId: keyOf('wamid.SURVEY'),
      messageKey: keyOf('wamid.IN1'),
      parentMessageKey: keyOf('wamid.SURVEY'),
    })
    expect(only(result, 'message.created')).toMatchObject({ contentKind: 'survey', countable: false })
  })

  it('comes by list and by template button too', () => {
    const byList = {
      type: 'interactive',
      interactive: { type: 'list_reply', list_reply: { id: 'csat:a:1', title: 'x' } },
    }
    expect(only(answer(byList), 'csat.received').score).toBe(0)
    const byButton = { type: 'button', button: { payload: 'csat:a:5', text: 'x' } }
    expect(only(answer(byButton), 'csat.received').score).toBe(1)
  })

  it('names its survey by a pseudonym where it quotes none', () => {
    const { surveyId } = only(answer(reply('csat:16505550111:5', {})), 'csat.received')
    expect(surveyId).toBe(`whatsapp:${pseudonym('survey:16505550111')}`)
  })

  it.each(['csat:T-9:6', 'csat:T-9:0', 'csat:T-9:good', 'csat:T-9:', 'csat:'])(
    '%s is an answer that says no score',
    (id) => {
      const result = answer(reply(id))
      expect(result.events).toHaveLength(1)
      expect(only(result, 'message.created')).toMatchObject({ contentKind: 'survey', countable: false })
      expect(result.unmapped).toEqual({ rating_unreadable: 1 })
    },
  )

  it('leaves other replies alone', () => {
    const result = answer(reply('order:csat:5'))
    expect(result.events).toHaveLength(1)
    expect(only(result, 'message.created')).toMatchObject({ contentKind: 'interactive', countable: true })
  })

  it('follows the settings: prefix, scale, words', () => {
    const ratings = { replies: [{ prefix: 'rate/', scale: [0, 10], words: { great: 10, awful: 0 } }] }
    expect(only(answer(reply('rate/x:7'), ratings), 'csat.received')).toMatchObject({
      score: 0.7,
      scaleMax: 10,
    })
    expect(only(answer(reply('rate/x:great'), ratings), 'csat.received').score).toBe(1)
    expect(answer(reply('rate/x:constructor'), ratings).unmapped).toEqual({ rating_unreadable: 1 })
    expect(only(answer(reply('csat:x:5'), ratings), 'message.created').countable).toBe(true)
  })
})

describe('a survey that was sent', () => {
  const stamped = (state: string, extra: object = {}) =>
    status({ id: 'wamid.SURVEY', status: state, biz_opaque_callback_data: '{"kind":"survey"}', ...extra })

  it('is asked once, under the key that its answers name', () => {
    const result = mapValue({ statuses: [stamped('sent'), stamped('read')] })
    const asked = result.events.filter((event) => event.type === 'csat.requested')
    const [hashOfSurvey] = new Set(asked.map((event) => event.dedupeKey))
    expect(asked.map((event) => event.dedupeKey)).toEqual([hashOfSurvey, hashOfSurvey])
    expect(asked[0]).toMatchObject({
      messageKey: keyOf('wamid.SURVEY'),
      parentMessageKey: keyOf('wamid.SURVEY'),
      surveyId: only(answer(reply('csat:T-9:4')), 'csat.received').surveyId,
      deliveryState: null,
    })
  })

  it('was not asked when it failed', () => {
    const result = mapValue({ statuses: [stamped('failed')] })
    expect(result.events.map((event) => event.type)).toEqual(['message.delivery'])
  })
})

describe('rating by flow', () => {
  const flows = [
    { token_prefix: 'csat-', rating_field: 'service', scale: [0, 4], comment_field: 'words' },
    { token_prefix: 'csat-', rating_field: 'parcel', scale: [4, 0] },
  ]

  it('takes each configured field', () => {
    const response = { flow_token: 'csat-77', service: '3', parcel: '1_Good', words: 'quick 👍', other: '9' }
    const result = answer(flow(JSON.stringify(response)), { flows })
    const ratings = result.events.filter((event) => event.type === 'csat.received')
    expect(
      ratings.map(({ dedupeKey, score, surveyId, attrs }) => ({ dedupeKey, score, surveyId, attrs })),
    ).toEqual([
      {
        dedupeKey: `csat:${hash}:service`,
        score: 0.75,
        surveyId: keyOf('wamid.SURVEY'),
        attrs: '{"comment_length":7}',
      },
      {
        dedupeKey: `csat:${hash}:parcel`,
        score: 0.75,
        surveyId: `${keyOf('wamid.SURVEY')}:parcel`,
        attrs: null,
      },
    ])
    expect(ratings[1]).toMatchObject({ scaleMin: 0, scaleMax: 4 })
    expect(only(result, 'message.created')).toMatchObject({ contentKind: 'survey', countable: false })
  })

  it('skips a question left open', () => {
    const result = answer(flow('{"flow_token":"csat-77","service":"4","parcel":""}'), { flows })
    expect(only(result, 'csat.received').score).toBe(1)
    expect(result.unmapped).toEqual({})
  })

  it('can match by name', () => {
    const byName = [{ name: 'flow', rating_field: 'stars' }]
    expect(only(answer(flow('{"stars":5}'), { flows: byName }), 'csat.received').score).toBe(1)
  })

  it.each([['not json'], ['[1]'], ['"text"'], ['null'], [''], [undefined], [7]])(
    '%j is a survey answer that cannot be read',
    (json) => {
      const result = answer(flow(json), { flows })
      expect(only(result, 'message.created')).toMatchObject({ contentKind: 'survey', countable: false })
      expect(result.unmapped).toEqual({ flow_response_unparsed: 1 })
      expect(result.failures).toEqual([])
    },
  )

  it('of another flow is a message that waits for an answer', () => {
    const result = answer(flow('{"flow_token":"booking-1","service":"4"}'), { flows })
    expect(result.events).toHaveLength(1)
    expect(only(result, 'message.created')).toMatchObject({ contentKind: 'flow', countable: true })
  })
})

describe('settings', () => {
  it.each([
    [{ flows: [{ rating_field: 'x' }] }],
    [{ flows: [{ name: 'flow', rating_field: 'x', scale: [3, 3] }] }],
    [{ replies: [{ prefix: '' }] }],
    [{ reply: [] }],
  ])('refuse %j', (ratings) => {
    expect(() => answer(reply('x'), ratings)).toThrow()
  })
})
