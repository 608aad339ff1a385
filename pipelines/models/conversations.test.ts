import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CanonicalEvent } from '../events/event.ts'
import { ask, at, botSays, type Folding, inChat, onTicket, openFolding, reply } from './test-fold.ts'

const MINUTE = 60
const HOUR = 3600
const DAY = 86_400
const LATER = at(30 * DAY)

let folding: Folding
beforeAll(async () => {
  folding = await openFolding()
})
afterEach(() => folding.reset())
afterAll(() => folding.close())

async function fold(events: readonly CanonicalEvent[], sql: string) {
  await folding.store(events)
  await folding.incremental(LATER)
  return folding.rows(sql)
}

const onT1 = (seconds: number, told: Parameters<typeof onTicket>[2]) => onTicket('T1', seconds, told)
const solved = { type: 'ticket.updated', status: 'solved', actorType: 'agent', actorId: 'agent-1' } as const
const botSolved = { type: 'ticket.updated', status: 'solved', actorType: 'bot', actorId: 'bot-1' } as const
const opened = { type: 'ticket.updated', status: 'open' } as const

describe('turns and first responses', () => {
  it('measures the human first response from the handoff', async () => {
    const [row] = await fold(
      [onT1(0, ask), onT1(5, botSays), onT1(20, { type: 'ticket.handoff' }), onT1(62, reply())],
      'select first_response_s, human_first_response_s, path from ticket',
    )
    expect(row).toEqual({ first_response_s: 5, human_first_response_s: 42, path: 'bot_then_human' })
  })

  it('measures from the latest reopening when a bot had resolved before', async () => {
    const [row] = await fold(
      [
        onT1(-5 * HOUR, ask),
        onT1(-5 * HOUR + 10, botSays),
        onT1(-4 * HOUR, botSolved),
        onT1(-3 * HOUR, { type: 'ticket.handoff' }),
        onT1(-1 * HOUR, opened),
        onT1(-1 * HOUR, ask),
        onT1(0, reply()),
      ],
      'select human_first_response_s from ticket',
    )
    expect(row?.human_first_response_s).toBe(HOUR)
  })

  it('measures from the last of several reopenings', async () => {
    const [row] = await fold(
      [
        onT1(-5 * DAY, ask),
        onT1(-5 * DAY + 60, solved),
        onT1(-2 * DAY, opened),
        onT1(-2 * DAY, ask),
        onT1(-2 * DAY + 60, solved),
        onT1(-30 * MINUTE, opened),
        onT1(-30 * MINUTE, ask),
        onT1(0, reply()),
      ],
      'select human_first_response_s, reopen_count from ticket',
    )
    expect(row).toEqual({ human_first_response_s: 30 * MINUTE, reopen_count: 2 })
  })

  it('keeps the start of a burst and closes it with the next reply', async () => {
    const rows = await fold(
      [
        onT1(0, ask),
        onT1(30, ask),
        onT1(60, ask),
        onT1(90, reply()),
        onT1(100, reply()),
        onT1(200, ask),
        onT1(260, reply('agent-2')),
      ],
      'select turn, response_s, responder, is_first, outcome from response order by turn',
    )
    expect(rows).toEqual([
      { turn: 1, response_s: 90, responder: 'agent-1', is_first: true, outcome: 'answered' },
      { turn: 2, response_s: 60, responder: 'agent-2', is_first: false, outcome: 'answered' },
    ])
  })

  it('opens no turn for a ticket on which only agents write, and one when the customer does', async () => {
    const rows = await fold(
      [onT1(0, reply()), onT1(60, reply()), onT1(100, ask), onT1(130, ask), onT1(160, reply())],
      'select turn, response_s from response',
    )
    expect(rows).toEqual([{ turn: 1, response_s: 60 }])
  })

  it('leaves an unanswered turn null and open', async () => {
    const rows = await fold(
      [onT1(0, ask)],
      `select outcome, response_s, ticket.first_response_s, ticket.waiting_since
       from response inner join ticket using (ticket_key)`,
    )
    expect(rows).toEqual([
      { outcome: 'open', response_s: null, first_response_s: null, waiting_since: '2026-03-02T12:00:00Z' },
    ])
  })

  it('lets the bot close a turn only when it solves the ticket without another word of the customer', async () => {
    const bot = await fold(
      [
        onT1(0, ask),
        onT1(4, botSays),
        onT1(10, ask),
        onT1(15, botSays),
        onT1(17, botSays),
        onT1(100, botSolved),
      ],
      'select turn, response_s, responder_type, outcome from response',
    )
    expect(bot).toEqual([{ turn: 1, response_s: 15, responder_type: 'bot', outcome: 'answered' }])
    const [ticket] = await folding.rows(
      'select bot_contained, reply_count, path, first_response_s from ticket',
    )
    expect(ticket).toEqual({ bot_contained: true, reply_count: 0, path: 'bot', first_response_s: 4 })
  })

  it('does not call a bot conversation contained once a human has written', async () => {
    const [row] = await fold(
      [onT1(0, ask), onT1(4, botSays), onT1(60, reply()), onT1(100, botSolved)],
      'select bot_contained, bot_touched from ticket',
    )
    expect(row).toEqual({ bot_contained: false, bot_touched: true })
  })

  it('takes thanks on a solved ticket for no question, unless it is answered or reopens the ticket', async () => {
    const thanked = [onT1(0, ask), onT1(60, reply()), onT1(90, solved), onT1(120, ask)]
    const rows = await fold(thanked, 'select turn, outcome from response order by turn')
    expect(rows).toEqual([
      { turn: 1, outcome: 'answered' },
      { turn: 2, outcome: 'solved' },
    ])
    expect(await folding.rows(`select target from sla_clock where target <> 'resolution'`)).toEqual([
      { target: 'first_response' },
    ])
    await folding.store([onT1(150, reply())])
    await folding.incremental(LATER)
    expect(await folding.rows('select response_s from response where turn = 2')).toEqual([{ response_s: 30 }])
  })

  it('counts one handoff however often it is told', async () => {
    const rows = await fold(
      [
        onT1(0, ask),
        onT1(5, { type: 'ticket.handoff' }),
        onT1(9, { type: 'ticket.handoff' }),
        onT1(65, reply()),
      ],
      'select to_human_s from handoff',
    )
    expect(rows).toEqual([{ to_human_s: 60 }])
  })

  it('takes notes, bots, automations and failed messages for no reply', async () => {
    const note = { ...reply(), visibility: 'private' as const }
    const automation = { ...reply(), actorType: 'automation' as const, countable: false }
    const rows = await fold(
      [
        onT1(0, ask),
        onT1(10, note),
        onT1(20, automation),
        onT1(25, { ...reply(), messageKey: 'desk:failed' }),
        onT1(26, {
          type: 'message.delivery',
          messageKey: 'desk:failed',
          deliveryState: 'failed',
          direction: 'outbound',
        }),
        onT1(30, botSays),
        onT1(90, reply()),
      ],
      'select response_s from response',
    )
    expect(rows).toEqual([{ response_s: 90 }])
  })
})

describe('resolution', () => {
  it('stays what it was when a solved ticket is closed a day later', async () => {
    const [row] = await fold(
      [
        onT1(0, ask),
        onT1(10, reply()),
        onT1(30 * MINUTE, solved),
        onT1(DAY, { type: 'ticket.updated', status: 'closed' }),
      ],
      'select full_resolution_s, first_resolution_s, status, one_touch from ticket',
    )
    expect(row).toEqual({
      full_resolution_s: 1800,
      first_resolution_s: 1800,
      status: 'closed',
      one_touch: true,
    })
  })

  it('tells first, full and cycle resolution apart, and takes a reopened ticket for unresolved', async () => {
    const events = [onT1(0, ask), onT1(600, solved), onT1(1000, opened), onT1(1900, solved)]
    const [row] = await fold(
      events,
      'select first_resolution_s, full_resolution_s, reopen_count, one_touch from ticket',
    )
    expect(row).toEqual({
      first_resolution_s: 600,
      full_resolution_s: 1900,
      reopen_count: 1,
      one_touch: false,
    })
    const cycles = await folding.rows('select cycle, duration_s from resolution order by cycle')
    expect(cycles).toEqual([
      { cycle: 1, duration_s: 600 },
      { cycle: 2, duration_s: 900 },
    ])
    await folding.store([onT1(5000, opened)])
    await folding.incremental(LATER)
    const [reopened] = await folding.rows('select full_resolution_s, reopen_count, status from ticket')
    expect(reopened).toEqual({ full_resolution_s: null, reopen_count: 2, status: 'open' })
  })

  it('counts closing without solving as solving', async () => {
    const [row] = await fold(
      [
        onT1(0, { type: 'ticket.created', status: 'new' }),
        onT1(300, { type: 'ticket.updated', status: 'closed' }),
      ],
      'select full_resolution_s from ticket',
    )
    expect(row?.full_resolution_s).toBe(300)
  })

  it('takes pending time out of the active resolution', async () => {
    const [row] = await fold(
      [
        onT1(0, { type: 'ticket.created', status: 'open' }),
        onT1(600, { type: 'ticket.updated', status: 'pending' }),
        onT1(1800, opened),
        onT1(2400, solved),
      ],
      'select pending_s, full_resolution_business_s, full_resolution_active_business_s from ticket',
    )
    expect(row).toEqual({
      pending_s: 1200,
      full_resolution_business_s: 2400,
      full_resolution_active_business_s: 1200,
    })
  })
})

describe('SLA clocks', () => {
  it('breaches when elapsed exceeds the target, and meets when it equals it', async () => {
    await folding.store([
      ...[onTicket('late', 0, ask), onTicket('late', 75 * MINUTE, reply())],
      ...[onTicket('exact', 0, ask), onTicket('exact', 60 * MINUTE, reply())],
    ])
    await folding.incremental(LATER)
    const rows = await folding.rows(
      `select ticket_id, state, elapsed_s, due_at, breached_at from sla_clock where target = 'first_response' order by ticket_id`,
    )
    expect(rows).toEqual([
      {
        ticket_id: 'exact',
        state: 'met',
        elapsed_s: 3600,
        due_at: '2026-03-02T13:00:00Z',
        breached_at: null,
      },
      {
        ticket_id: 'late',
        state: 'breached',
        elapsed_s: 4500,
        due_at: '2026-03-02T13:00:00Z',
        breached_at: '2026-03-02T13:00:00Z',
      },
    ])
  })

  it('is fulfilled by solving without a reply', async () => {
    const rows = await fold(
      [onT1(0, ask), onT1(600, solved)],
      `select state, elapsed_s from sla_clock where target = 'first_response'`,
    )
    expect(rows).toEqual([{ state: 'met', elapsed_s: 600 }])
  })

  it('pauses resolution while pending, and projects the due instant behind the pause', async () => {
    const [row] = await fold(
      [
        onT1(0, { type: 'ticket.created', status: 'open', priority: 'urgent' }),
        onT1(1 * HOUR, { type: 'ticket.updated', status: 'pending' }),
        onT1(3 * HOUR, opened),
        onT1(5 * HOUR, solved),
      ],
      `select target_s, elapsed_s, paused_s, due_at, state from sla_clock where target = 'resolution'`,
    )
    expect(row).toEqual({
      target_s: 4 * HOUR,
      elapsed_s: 3 * HOUR,
      paused_s: 2 * HOUR,
      due_at: '2026-03-02T18:00:00Z',
      state: 'met',
    })
  })

  it('puts the due instant inside the stretch in which the target was reached', async () => {
    const [row] = await fold(
      [
        onT1(0, { type: 'ticket.created', status: 'open', priority: 'urgent' }),
        onT1(1 * HOUR, { type: 'ticket.updated', status: 'pending' }),
        onT1(2 * HOUR, opened),
        onT1(10 * HOUR, { type: 'ticket.updated', status: 'pending' }),
        onT1(11 * HOUR, solved),
      ],
      `select elapsed_s, due_at, breached_at, state from sla_clock where target = 'resolution'`,
    )
    expect(row).toEqual({
      elapsed_s: 9 * HOUR,
      due_at: '2026-03-02T17:00:00Z',
      breached_at: '2026-03-02T17:00:00Z',
      state: 'breached',
    })
  })

  it('turns running into overdue by time alone', async () => {
    await folding.store([onT1(0, ask)])
    await folding.incremental(at(30 * MINUTE))
    const state = async () =>
      (await folding.rows(`select state from sla_clock where target = 'first_response'`))[0]?.state
    expect(await state()).toBe('running')
    expect(await folding.incremental(at(59 * MINUTE))).toBe(0)
    expect(await folding.incremental(at(61 * MINUTE))).toBe(1)
    expect(await state()).toBe('overdue')
  })

  it('freezes the priority at the start of the clock', async () => {
    const rows = await fold(
      [
        onT1(0, { ...ask, priority: 'normal' }),
        onT1(60, { type: 'ticket.updated', priority: 'urgent' }),
        onT1(20 * MINUTE, reply()),
      ],
      `select target, priority, state from sla_clock order by target`,
    )
    expect(rows).toEqual([
      { target: 'first_response', priority: 'normal', state: 'met' },
      { target: 'resolution', priority: 'normal', state: 'overdue' },
    ])
  })

  it('uses business hours and holidays', async () => {
    await folding.configure({
      calendars: {
        default: {
          zone: 'UTC',
          week: { mon: [['09:00', '13:00']], tue: [['09:00', '13:00']], wed: [['09:00', '13:00']] },
          holidays: ['2026-03-03'],
        },
      },
    })
    const [row] = await fold(
      [onT1(30 * MINUTE, ask), onT1(2 * DAY, reply())],
      `select due_at, elapsed_s, response_business_s, response_s from sla_clock inner join response using (ticket_key)
       where target = 'first_response'`,
    )
    await folding.configure({})
    // Monday 12:30 asked, closes 13:00, Tuesday is a holiday, Wednesday 12:00 answered: 30 min + 3 h.
    expect(row).toEqual({
      due_at: '2026-03-04T09:30:00Z',
      elapsed_s: 12_600,
      response_business_s: 12_600,
      response_s: 2 * DAY - 30 * MINUTE,
    })
  })
})

describe('merges, removal and ownership', () => {
  it('moves the messages of a merged ticket to the survivor and takes it out of all counts', async () => {
    const rows = await fold(
      [
        onTicket('A', 0, ask),
        onTicket('B', 100, ask),
        onTicket('B', 200, { type: 'ticket.merged', relatedKey: 'ticket:desk:A' }),
        onTicket('A', 300, reply()),
      ],
      'select ticket_id, inbound_count, removed, merged_into from ticket order by ticket_id',
    )
    expect(rows).toEqual([
      { ticket_id: 'A', inbound_count: 2, removed: false, merged_into: null },
      { ticket_id: 'B', inbound_count: 0, removed: true, merged_into: 'desk:A' },
    ])
    expect(await folding.rows('select response_s from response where not removed')).toEqual([
      { response_s: 300 },
    ])
  })

  it('survives tickets that are merged in a circle', async () => {
    const rows = await fold(
      [
        onTicket('A', 0, { type: 'ticket.created' }),
        onTicket('B', 0, { type: 'ticket.created' }),
        onTicket('A', 10, { type: 'ticket.merged', relatedKey: 'ticket:desk:B' }),
        onTicket('B', 20, { type: 'ticket.merged', relatedKey: 'ticket:desk:A' }),
      ],
      'select count(*) as n from ticket',
    )
    expect(rows).toEqual([{ n: 2 }])
  })

  it('brings a restored ticket back', async () => {
    const [row] = await fold(
      [onT1(0, ask), onT1(10, { type: 'ticket.deleted' }), onT1(20, { type: 'ticket.restored' })],
      'select removed, removed_at from ticket',
    )
    expect(row).toEqual({ removed: false, removed_at: null })
  })

  it('gives the messages of an owned conversation to the ticket that owns it', async () => {
    const rows = await fold(
      [
        inChat('c1', 0, { ...ask, messageKey: 'whatsapp:m1' }),
        onTicket('T9', 20, { type: 'ticket.created', relatedKey: 'whatsapp:1:c1' }),
        onTicket('T9', 80, { ...reply(), messageKey: 'whatsapp:m2' }),
        inChat('c1', 81, {
          type: 'message.delivery',
          messageKey: 'whatsapp:m2',
          deliveryState: 'delivered',
          direction: 'outbound',
        }),
      ],
      'select ticket_id, response_s, responder from response',
    )
    expect(rows).toEqual([{ ticket_id: 'T9', response_s: 80, responder: 'agent-1' }])
  })
})

describe('conversations without a ticket', () => {
  const told = (key: string, state: 'sent' | 'delivered' | 'read' | 'failed', category = 'service') => ({
    type: 'message.delivery' as const,
    messageKey: key,
    deliveryState: state,
    direction: 'outbound' as const,
    category,
  })

  it('derives a reply by unknown from its delivery reports, at the earliest of them', async () => {
    const events = [
      inChat('c1', 0, { ...ask, messageKey: 'whatsapp:in' }),
      inChat('c1', 66, told('whatsapp:out', 'read')),
      inChat('c1', 61, told('whatsapp:out', 'delivered')),
      inChat('c1', 60, told('whatsapp:out', 'sent')),
    ]
    const rows = await fold(events, 'select response_s, responder_type, outcome from response')
    expect(rows).toEqual([{ response_s: 60, responder_type: 'unknown', outcome: 'answered' }])
    const [ticket] = await folding.rows(
      'select status, human_first_response_s, first_response_s, full_resolution_s from ticket',
    )
    expect(ticket).toEqual({
      status: 'solved',
      human_first_response_s: null,
      first_response_s: 60,
      full_resolution_s: DAY + 60,
    })
  })

  it('opens a new session after the idle time, and keeps the 24-hour window apart', async () => {
    const rows = await fold(
      [
        inChat('c1', 0, { ...ask, messageKey: 'whatsapp:1' }),
        inChat('c1', 300, { ...reply(), messageKey: 'whatsapp:2' }),
        inChat('c1', 20 * HOUR, { ...ask, messageKey: 'whatsapp:3' }),
        inChat('c1', 20 * HOUR + 60, { ...reply(), messageKey: 'whatsapp:4' }),
        inChat('c1', 50 * HOUR, { ...ask, messageKey: 'whatsapp:5' }),
      ],
      'select created_at, status, window_expires_at from ticket order by created_at',
    )
    expect(rows).toEqual([
      { created_at: '2026-03-02T12:00:00Z', status: 'solved', window_expires_at: '2026-03-04T08:00:00Z' },
      { created_at: '2026-03-04T14:00:00Z', status: 'closed', window_expires_at: '2026-03-05T14:00:00Z' },
    ])
  })

  it('lets a session that ran out while the customer waited stay unanswered and its clock breached', async () => {
    await fold([inChat('c1', 0, { ...ask, messageKey: 'whatsapp:1' })], 'select 1')
    expect(await folding.rows('select outcome, response_s from response')).toEqual([
      { outcome: 'expired', response_s: null },
    ])
    expect(
      await folding.rows(`select state, stopped_at from sla_clock where target = 'first_response'`),
    ).toEqual([{ state: 'breached', stopped_at: '2026-03-03T12:00:00Z' }])
  })

  it('lets the clock of a session that ran out before its target run on to it', async () => {
    await folding.configure({
      calendars: {
        default: { zone: 'UTC', week: { tue: [['13:00', '18:00']], wed: [['09:00', '18:00']] } },
      },
    })
    await folding.store([inChat('c1', -3600, { ...ask, messageKey: 'whatsapp:1' })])
    const state = async () =>
      (await folding.rows(`select state, due_at from sla_clock where target = 'first_response'`))[0]
    await folding.incremental(at(DAY + 30 * MINUTE))
    expect(await state()).toEqual({ state: 'running', due_at: '2026-03-03T14:00:00Z' })
    await folding.incremental(at(DAY + 3 * HOUR))
    expect(await state()).toEqual({ state: 'breached', due_at: '2026-03-03T14:00:00Z' })
    await folding.configure({})
  })

  it('ends a session with the solving that the inbox tells of, and opens another with the next message', async () => {
    const rows = await fold(
      [
        inChat('c1', 0, { ...ask, messageKey: 'whatsapp:1' }),
        inChat('c1', 300, { ...reply(), messageKey: 'whatsapp:2' }),
        inChat('c1', 400, { ...solved }),
        inChat('c1', 700, { ...ask, messageKey: 'whatsapp:3' }),
      ],
      'select full_resolution_s, inbound_count from ticket order by created_at',
    )
    expect(rows[0]).toEqual({ full_resolution_s: 400, inbound_count: 1 })
    expect(rows).toHaveLength(2)
  })

  it('takes a template outside the window for a campaign, not for a reply or a session', async () => {
    await fold(
      [
        inChat('c1', 0, told('whatsapp:t1', 'delivered', 'marketing')),
        inChat('c1', 2 * HOUR, { ...ask, messageKey: 'whatsapp:1' }),
        inChat('c1', 2 * HOUR + 60, told('whatsapp:r1', 'sent')),
      ],
      'select 1',
    )
    expect(await folding.rows('select response_s from response')).toEqual([{ response_s: 60 }])
    expect(
      await folding.rows(
        'select is_campaign, is_reply, ticket_id is null as outside from message order by sent_at',
      ),
    ).toEqual([
      { is_campaign: true, is_reply: false, outside: true },
      { is_campaign: false, is_reply: false, outside: false },
      { is_campaign: false, is_reply: true, outside: false },
    ])
  })

  it('joins two identities of one person, whichever came first', async () => {
    const events = [
      inChat('phone', 0, { ...ask, messageKey: 'whatsapp:1' }),
      inChat('bsuid', 60, { ...reply(), messageKey: 'whatsapp:2' }),
      inChat('bsuid', 90, { type: 'identity.linked', relatedKey: 'whatsapp:1:phone' }),
    ]
    const rows = await fold(events, 'select response_s from response')
    expect(rows).toEqual([{ response_s: 60 }])
  })

  it('finds the conversation of a failed report that names nobody', async () => {
    const lost = { ...told('whatsapp:out', 'failed'), scopeKey: 'whatsapp:1:message:out', customerId: null }
    await folding.store([inChat('c1', 0, { ...ask, messageKey: 'whatsapp:in' }), inChat('c1', 70, lost)])
    await folding.incremental(LATER)
    await folding.store([inChat('c1', 60, told('whatsapp:out', 'sent'))])
    await folding.incremental(LATER)
    expect(await folding.rows('select outcome from response')).toEqual([{ outcome: 'expired' }])
    expect(await folding.rows(`select failed from message where direction = 'outbound'`)).toEqual([
      { failed: true },
    ])
  })
})

describe('ratings', () => {
  const rated = (score: number, survey = 's1') =>
    ({
      type: 'csat.received',
      score,
      scaleMin: 1,
      scaleMax: 5,
      surveyId: survey,
      actorType: 'customer',
    }) as const

  it('keeps the latest answer, dated when it was given, credited to who had resolved', async () => {
    const rows = await fold(
      [
        onT1(0, ask),
        onT1(60, reply('agent-2')),
        onT1(90, { ...solved, actorId: 'agent-7' }),
        onT1(100, { type: 'csat.requested', surveyId: 's1' }),
        onT1(200, rated(0.25)),
        onT1(300, rated(1)),
      ],
      'select score, positive, agent, path, rated_at from rating',
    )
    expect(rows).toEqual([
      { score: 1, positive: true, agent: 'agent-7', path: 'human', rated_at: '2026-03-02T12:05:00Z' },
    ])
    expect(await folding.rows('select answered, requested_at from survey')).toEqual([
      { answered: true, requested_at: '2026-03-02T12:01:40Z' },
    ])
  })

  it('takes the survey message for no reply', async () => {
    const rows = await fold(
      [
        inChat('c1', 0, { ...ask, messageKey: 'whatsapp:1' }),
        inChat('c1', 60, {
          type: 'message.delivery',
          messageKey: 'whatsapp:survey',
          deliveryState: 'sent',
          direction: 'outbound',
          category: 'service',
        }),
        inChat('c1', 90, { ...rated(1), parentMessageKey: 'whatsapp:survey' }),
      ],
      'select outcome from response',
    )
    expect(rows).toEqual([{ outcome: 'expired' }])
  })
})

describe('calls', () => {
  it('takes duration and answer from what the source says, else from start, end and agent', async () => {
    const rows = await fold(
      [
        onT1(0, { type: 'call.started', messageKey: 'phone:1', direction: 'inbound' }),
        onT1(90, { type: 'call.ended', messageKey: 'phone:1', attrs: '{"answered":true,"duration_s":75}' }),
        onT1(200, { type: 'call.started', messageKey: 'phone:2', direction: 'inbound' }),
        onT1(230, { type: 'call.ended', messageKey: 'phone:2' }),
      ],
      'select duration_s, answered from call order by started_at',
    )
    expect(rows).toEqual([
      { duration_s: 75, answered: true },
      { duration_s: 30, answered: false },
    ])
  })
})
