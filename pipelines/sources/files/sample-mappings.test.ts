/** The example mappings that ship with the product, on small files of their kind. */

import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { optionsWith, readAll } from './fixtures.ts'
import { loadMapping } from './mapping.ts'

const FOLDER = join(import.meta.dirname, '../../../sample-data/mappings')
const SHARED = join(import.meta.dirname, '../../../../shared/data/incidents-sample.csv')
const SKIPPED = existsSync(SHARED) ? '' : ' (skipped: ../shared/data/incidents-sample.csv is absent)'
const read = async (name: string, file: string) =>
  readAll(join(FOLDER, 'examples', file), optionsWith(await loadMapping(join(FOLDER, name))))

describe('servicenow.yml', () => {
  it('maps states, and takes nothing from the columns that carry the final value', async () => {
    const { events, rejects } = await read('servicenow.yml', 'servicenow.csv')
    expect(rejects).toEqual([])
    const states = events
      .filter((each) => each.type === 'ticket.updated' && each.ticketId === 'INC9000001')
      .map(({ occurredAt, seq, status, team }) => [occurredAt, seq, status, team])
    expect(states).toEqual([
      ['2026-03-02T08:05:00Z', 0, 'new', ''],
      ['2026-03-02T08:05:00Z', 1, 'open', 'Group 1'],
      ['2026-03-02T10:00:00Z', 2, 'pending', 'Group 1'],
      ['2026-03-02T12:00:00Z', 3, 'solved', 'Group 1'],
      ['2026-03-09T12:00:00Z', 4, 'closed', 'Group 1'],
    ])
    const other = events.filter((each) => each.ticketId === 'INC9000002')
    expect(other.map(({ type, status }) => [type, status])).toEqual([
      ['ticket.created', null],
      ['ticket.updated', 'closed'],
      ['ticket.updated', 'on_hold'],
    ])
    expect(other[0]?.occurredAt).toBe('2026-03-02T09:00:00Z')
    expect(other[1]).toMatchObject({
      priority: 'normal',
      channel: 'phone',
      assignee: 'Resolver 4',
      topic: 'Category 2',
    })
  })

  it.skipIf(SKIPPED !== '')(
    `folds the public incident log to the figures of the independent script${SKIPPED}`,
    async () => {
      const mapping = await loadMapping(join(FOLDER, 'servicenow.yml'))
      const { events, read: rows, rejects } = await readAll(SHARED, optionsWith(mapping))
      const tickets = new Map<
        string,
        { created: number; last: number | null; solved: boolean; reopened: number }
      >()
      const inOrder = events.toSorted(
        (a, b) => a.occurredAt.localeCompare(b.occurredAt) || (a.seq ?? 0) - (b.seq ?? 0),
      )
      for (const { ticketId, type, occurredAt, status } of inOrder) {
        const ticket = tickets.get(ticketId ?? '') ?? {
          created: Number.NaN,
          last: null,
          solved: false,
          reopened: 0,
        }
        tickets.set(ticketId ?? '', ticket)
        const at = Date.parse(occurredAt) / 1000
        if (type === 'ticket.created') ticket.created = at
        else {
          const solved = status === 'solved' || status === 'closed'
          if (solved && !ticket.solved) ticket.last = at
          if (!solved && ticket.solved) ticket.reopened++
          ticket.solved = solved
        }
      }
      const all = [...tickets.values()]
      const resolved = all.filter((ticket) => ticket.solved)
      const script = join(import.meta.dirname, '../../../test/independent/incidents.mjs')
      const expected = JSON.parse(execFileSync(process.execPath, [script, SHARED], { encoding: 'utf8' }))
      expect({
        rows,
        rejects: rejects.length,
        tickets: all.length,
        solved: resolved.length,
        reopenings: all.reduce((sum, ticket) => sum + ticket.reopened, 0),
        seconds: resolved.reduce((sum, ticket) => sum + (ticket.last ?? 0) - ticket.created, 0),
      }).toEqual({
        rows: expected.rows,
        rejects: 0,
        tickets: expected.tickets,
        solved: expected.solved,
        reopenings: expected.reopenings,
        seconds: expected.sum_full_resolution_s,
      })
    },
  )
})

describe('generic-tickets.yml', () => {
  it('reads a file that a spreadsheet wrote', async () => {
    const { events, rejects, read: rows } = await read('generic-tickets.yml', 'generic-tickets.csv')
    expect(rows).toBe(6)
    expect(rejects).toEqual([expect.objectContaining({ row: 6, reason: 'status: "Frozen" is not mapped' })])
    const first = events.filter((each) => each.ticketId === '00417')
    expect(
      first.map(({ occurredAt, status, priority, assignee, topic }) => [
        occurredAt,
        status,
        priority,
        assignee,
        topic,
      ]),
    ).toEqual([
      ['2026-03-28T22:10:00Z', null, null, null, null],
      ['2026-03-29T01:00:00Z', 'new', 'high', '', 'Billing; refunds'],
      ['2026-03-29T06:00:00Z', 'open', 'high', 'Agent 4', 'Billing; refunds'],
      ['2026-03-29T10:15:00Z', 'pending', 'urgent', 'Agent 4', 'Billing\nrefunds'],
      ['2026-03-30T07:00:00Z', 'closed', 'urgent', 'Agent 4', ''],
    ])
    const other = events.find((each) => each.ticketId === '00418' && each.type === 'ticket.updated')
    expect(other).toMatchObject({ channel: 'other', priority: null, tier: 'silver', brand: 'South' })
  })
})

describe('generic-messages.yml', () => {
  it('reads messages, notes, surveys and ratings of one table', async () => {
    const { events, rejects, unmapped } = await read('generic-messages.yml', 'generic-messages.csv')
    expect(rejects).toEqual([])
    expect(unmapped).toEqual({ 'type:log': 1 })
    expect(
      events.map(({ type, occurredAt, actorType, direction, visibility, countable, contentLength }) =>
        [type, occurredAt.slice(11, 19), actorType, direction, visibility, countable, contentLength].join(
          ' ',
        ),
      ),
    ).toEqual([
      'message.created 09:00:00 customer inbound public true 23',
      'message.created 09:00:20 bot outbound public true 21',
      'message.created 09:03:00 agent outbound private false 17',
      'message.created 09:05:00 agent outbound public true 14',
      'csat.requested 10:00:00 automation outbound public  ',
      'csat.received 10:02:00 customer inbound public  ',
    ])
    expect(events.at(-1)?.score).toBe(1)
  })
})

describe('singer-zendesk-tickets.yml', () => {
  it('reads one stream of several, with ids of any length', async () => {
    const {
      events,
      unmapped,
      read: rows,
    } = await read('singer-zendesk-tickets.yml', 'singer-zendesk-tickets.jsonl')
    expect(rows).toBe(2)
    expect(unmapped).toEqual({ 'stream:users': 1 })
    expect(
      events.map(({ type, status, priority, team, assignee }) => [type, status, priority, team, assignee]),
    ).toEqual([
      ['ticket.created', null, null, null, null],
      ['ticket.updated', 'new', null, '98738', ''],
      ['ticket.updated', 'on_hold', 'high', '9007199254740993', '235323'],
    ])
  })
})
