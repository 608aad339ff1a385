import { describe, expect, it } from 'vitest'
import type { Timeline } from '../../../../pipelines/pegel.ts'
import { closedBetween, modelOf } from './model.ts'

const at = (text: string) => Date.parse(`2026-11-20T${text}Z`)
const iso = (text: string) => `2026-11-20T${text}Z`

const timeline: Timeline = {
  ticket: {},
  messages: [
    {
      sent_at: iso('08:00:00'),
      actor_type: 'customer',
      direction: 'inbound',
      content_kind: 'text',
      content_length: 40,
      failed: false,
    },
    {
      sent_at: iso('08:10:00'),
      actor_type: 'robot',
      direction: 'outbound',
      content_kind: 'text',
      content_length: 9,
      failed: true,
    },
  ],
  statusIntervals: [
    { status: 'open', from_at: iso('08:00:00'), to_at: iso('12:00:00'), assignee: null },
    { status: 'solved', from_at: iso('12:00:00'), to_at: null, assignee: 'agent-1' },
  ],
  responses: [
    { asked_at: iso('11:00:00'), ended_at: iso('12:00:00') },
    { asked_at: iso('08:00:00'), ended_at: iso('08:30:00') },
  ],
  clocks: [
    {
      target: 'resolution',
      cycle: 1,
      started_at: iso('08:00:00'),
      due_at: null,
      stopped_at: null,
      state: 'running',
      paused_s: null,
    },
  ],
  ratings: [],
  handoffs: [],
  calls: [],
  openIntervals: [{ opensAt: iso('09:00:00'), closesAt: iso('10:00:00') }],
  asOf: iso('14:00:00'),
}

describe('a conversation', () => {
  const model = modelOf(timeline)

  it('says who waited for whom, and nobody once it is solved', () => {
    expect(model.waits).toEqual([
      { who: 'customer', from: at('08:00:00'), to: at('08:30:00'), open: false },
      { who: 'us', from: at('08:30:00'), to: at('11:00:00'), open: false },
      { who: 'customer', from: at('11:00:00'), to: at('12:00:00'), open: false },
    ])
  })

  it('runs what has not ended on to when the facts were worked out', () => {
    expect(model.clocks).toMatchObject([
      { target: 'resolution', to: at('14:00:00'), open: true, dueAt: null },
    ])
    expect(model.statuses[1]).toMatchObject({ status: 'solved', to: at('14:00:00'), open: true })
  })

  it('keeps a sender that it does not know as unknown', () => {
    expect(model.messages.map(({ actor, inbound, failed }) => [actor, inbound, failed])).toEqual([
      ['customer', true, false],
      ['unknown', false, true],
    ])
  })

  it('waits on while a turn has no answer', () => {
    const open = modelOf({ ...timeline, responses: [{ asked_at: iso('13:00:00'), ended_at: null }] })
    expect(open.waits).toEqual([{ who: 'customer', from: at('13:00:00'), to: at('14:00:00'), open: true }])
  })
})

it('is closed before, between and after business hours', () => {
  const open = [
    { opensAt: iso('13:00:00'), closesAt: iso('15:00:00') },
    { opensAt: iso('09:00:00'), closesAt: iso('12:00:00') },
  ]
  const closed = (from: string, to: string) =>
    closedBetween(open, at(from), at(to)).map((gap) =>
      [gap.from - at('00:00:00'), gap.to - at('00:00:00')].map((ms) => ms / 3_600_000),
    )
  expect(closed('08:00:00', '18:00:00')).toEqual([
    [8, 9],
    [12, 13],
    [15, 18],
  ])
  expect(closed('10:00:00', '11:00:00')).toEqual([])
  expect(closed('12:15:00', '12:45:00')).toEqual([[12.25, 12.75]])
})
