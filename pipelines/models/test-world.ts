/** Random histories of tickets, and calendars and policies that change while they run, for the laws of clocks. */
import fc from 'fast-check'
import type { CanonicalEvent } from '../events/event.ts'
import type { Configured, Stated } from './test-fold.ts'
import { ask, botSays, onTicket, reply } from './test-fold.ts'

const HOUR = 3600
const DAY = 24 * HOUR
/** Three years that hold a date that one zone skipped, and every change of clocks of the others. */
export const YEARS = [2011, 2013] as const
const FROM_S = Date.UTC(2011, 0, 10) / 1000
const SPAN_S = 1050 * DAY
export const AS_OF = '2013-12-28T09:30:00Z'

export const TEAMS = ['north', 'south', 'east'] as const
const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const
const at = (s: number) => new Date(s * 1000).toISOString().replace('.000Z', 'Z')

/** One ticket as it was told, in the order in which it happened. */
export interface History {
  ticket: string
  events: readonly CanonicalEvent[]
}

const agent = { type: 'ticket.updated', actorType: 'agent', actorId: 'agent-1' } as const
const update = { type: 'ticket.updated' } as const
const STEPS = [
  ...[ask, ask, ask, ask, reply(), reply(), reply('agent-2')],
  ...[botSays, { ...reply(), visibility: 'private' as const }, { type: 'ticket.handoff' as const }],
  ...(['solved', 'solved', 'closed'] as const).map((status) => ({ ...agent, status })),
  ...(['open', 'open', 'pending', 'pending', 'on_hold', 'new'] as const).map((status) => ({
    ...update,
    status,
  })),
  ...[...TEAMS, ''].map((team) => ({ ...update, team })),
  ...PRIORITIES.map((priority) => ({ ...update, priority })),
  ...['gold', 'silver', ''].map((tier) => ({ ...update, tier })),
  ...['refund', ''].map((topic) => ({ ...update, topic })),
  ...['Alpina', 'Hafen', ''].map((brand) => ({ ...update, brand })),
  ...(['email', 'chat'] as const).map((channel) => ({ ...update, channel })),
  { ...ask, status: 'open' as const },
  { ...reply(), status: 'pending' as const, team: 'south' },
  { ...agent, status: 'spam' as const },
  { type: 'ticket.deleted' as const },
  { type: 'ticket.restored' as const },
] as const

/** Seconds until the next step: often none, mostly within a working day, sometimes over a weekend. */
const gap = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 2 * HOUR }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 20 }).map((steps) => steps * 900) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 4 * DAY }) },
)

const history = fc.record({
  start: fc.nat(SPAN_S / 60),
  /** Position of the event that the helpdesk calls the creation; not always the first one told. */
  created: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.constantFrom(-1, 1, 2, 3)),
  first: fc.constantFrom<Partial<CanonicalEvent>>(
    { status: 'new', team: 'north' },
    { status: 'open', team: 'south', priority: 'urgent' },
    { status: 'open', team: 'unknown', channel: 'email', tier: 'gold' },
    {},
  ),
  steps: fc.array(fc.tuple(gap, fc.nat(STEPS.length - 1)), { minLength: 1, maxLength: 12 }),
})

/** So many tickets, the same for the same seed. */
export function histories(count: number, seed: number): History[] {
  return fc.sample(history, { numRuns: count, seed }).map(({ start, created, first, steps }, index) => {
    const ticket = `${seed}-${index}`
    const tell = (s: number, no: number, told: Parameters<typeof onTicket>[2]) =>
      onTicket(ticket, 0, {
        ...told,
        occurredAt: at(s),
        seq: no,
        dedupeKey: `${ticket}:${no}`,
        ...(told.type === 'message.created' && { messageKey: `m:${ticket}:${no}` }),
      })
    let s = FROM_S + start * 60
    const events: CanonicalEvent[] = []
    steps.forEach(([seconds, kind], position) => {
      if (position === created) events.push(tell(s, events.length, { type: 'ticket.created', ...first }))
      s += seconds
      events.push(tell(s, events.length, STEPS[kind] as Parameters<typeof onTicket>[2]))
    })
    return { ticket, events }
  })
}

const office = (zone: string, ...hours: [string, string][]) => ({
  zone,
  week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, hours])),
})
const daily = (zone: string, ...hours: [string, string][]) => ({
  zone,
  week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, hours])),
})

const target = (minutes: number, more: object = {}) => ({
  minutes: { urgent: minutes, high: 2 * minutes, normal: 4 * minutes },
  ...more,
})

/** Four configurations over twelve zones; each has versions of calendars, of who works by which, and of policies. */
export const WORLDS: readonly Configured[] = [
  ['UTC', 'Europe/Berlin', 'America/New_York'],
  ['America/St_Johns', 'America/Sao_Paulo', 'Africa/Casablanca'],
  ['Asia/Kolkata', 'Asia/Kathmandu', 'Asia/Tehran'],
  ['Australia/Lord_Howe', 'Pacific/Chatham', 'Pacific/Apia'],
].map((zones) => world(zones as [string, string, string]))

function world([a, b, c]: [string, string, string]): Configured {
  const versions = (...stated: Stated[]): Stated[] => stated
  return {
    years: YEARS,
    calendars: {
      default: versions(
        { body: office(a, ['09:00', '17:00']) },
        {
          from: '2012-04-17T11:11:11Z',
          body: { ...office(a, ['08:30', '12:00'], ['13:00', '18:00']), holidays: ['2012-05-01'] },
        },
      ),
      long: versions(
        { body: { ...daily(b, ['06:00', '24:00']), teams: ['north'] } },
        {
          from: '2011-10-30T00:30:00Z',
          body: { ...daily(b, ['00:00', '02:30'], ['07:00', '22:00']), teams: ['north', 'east'] },
        },
        { from: '2013-02-01T00:00:00Z', body: { ...office(b, ['10:00', '16:00']), teams: ['east'] } },
      ),
      night: versions(
        { body: { ...daily(c, ['00:00', '04:00'], ['20:00', '24:00']), teams: ['south'] } },
        { from: '2012-09-03T21:00:00Z', body: null },
        {
          from: '2012-12-01T00:00:00Z',
          body: {
            ...daily(c, ['12:00', '23:30']),
            pauses: [['2012-12-24T12:00Z', '2012-12-27T06:00Z']],
            teams: ['south'],
          },
        },
      ),
    },
    policies: {
      gold: versions(
        {
          body: {
            name: 'Gold',
            position: 10,
            conditions: { tier: { in: ['gold'] }, topic: { not_in: ['refund'] } },
            targets: {
              first_response: target(30, { calendar: 'always' }),
              next_response: target(45, { pauses: ['pending', 'on_hold'] }),
              resolution: target(600, { calendar: 'long' }),
            },
          },
        },
        {
          from: '2012-07-01T00:00:00Z',
          body: {
            name: 'Gold',
            position: 30,
            conditions: { tier: { in: ['gold', 'silver'] } },
            targets: {
              first_response: target(20),
              resolution: target(300, { calendar: 'always', pauses: [] }),
            },
          },
        },
      ),
      branded: versions(
        {
          body: {
            name: 'Branded',
            position: 20,
            conditions: {
              brand: { in: ['Alpina', null] },
              channel: { in: ['email', 'chat'] },
              team: { not_in: [null] },
            },
            targets: { next_response: target(60), resolution: target(240, { pauses: ['new', 'pending'] }) },
          },
        },
        { from: '2013-03-03T03:03:03Z', body: null },
      ),
      usual: versions(
        {
          body: {
            name: 'Usual',
            position: 100,
            conditions: { priority: { not_in: ['low'] } },
            targets: { first_response: target(60), next_response: target(120), resolution: target(480) },
          },
        },
        {
          from: '2011-06-01T00:00:00Z',
          body: {
            name: 'Usual',
            position: 100,
            targets: {
              first_response: target(90, { pauses: ['new'] }),
              next_response: target(60),
              resolution: target(960, { pauses: ['pending', 'on_hold'] }),
            },
          },
        },
      ),
    },
  }
}
