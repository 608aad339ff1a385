import { expect, it } from 'vitest'
import type { Timeline } from '../../../../pipelines/pegel.ts'
import { storyOf } from './story.ts'

const iso = (text: string) => `2026-11-20T${text}Z`
const until = Date.parse(iso('12:00:00'))

const timeline: Timeline = {
  ticket: {},
  messages: [
    {
      sent_at: iso('09:00:00'),
      actor_type: 'agent',
      actor_id: 'agent-1',
      direction: 'outbound',
      content_kind: 'text',
      content_length: 12,
      failed: false,
    },
    {
      sent_at: iso('08:00:00'),
      actor_type: 'customer',
      actor_id: null,
      direction: 'inbound',
      content_kind: 'image',
      content_length: null,
      failed: false,
    },
  ],
  statusIntervals: [
    { status: 'open', from_at: iso('08:00:00'), to_at: null, assignee: null, team: 'Support' },
  ],
  responses: [{ answered_at: iso('09:00:00'), response_s: 3600, response_business_s: 1800 }],
  clocks: [
    {
      target: 'first_response',
      due_at: iso('08:30:00'),
      breached_at: iso('08:30:00'),
      stopped_at: iso('09:00:00'),
      state: 'breached',
      elapsed_s: 3600,
      paused_s: 0,
    },
    {
      target: 'resolution',
      due_at: iso('18:00:00'),
      breached_at: null,
      stopped_at: null,
      state: 'running',
      elapsed_s: null,
      paused_s: null,
    },
  ],
  ratings: [],
  handoffs: [{ handed_at: iso('08:10:00'), to_human_s: 3000 }],
  calls: [],
  openIntervals: [],
  asOf: iso('12:00:00'),
}

it('tells what happened in order, causes before what follows, and nothing that is still to come', () => {
  expect(
    storyOf(timeline, until).map(({ at, kind }) => `${new Date(at).toISOString().slice(11, 16)} ${kind}`),
  ).toEqual([
    '08:00 message',
    '08:00 status',
    '08:10 handoff',
    '08:30 breached',
    '09:00 message',
    '09:00 answered',
    '09:00 stopped',
  ])
})

it('says when a running promise falls due once that is past', () => {
  const late = storyOf(timeline, Date.parse(iso('19:00:00')))
  expect(late.at(-1)).toEqual({ at: Date.parse(iso('18:00:00')), kind: 'due', target: 'resolution' })
})
