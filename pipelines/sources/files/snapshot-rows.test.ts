import { describe, expect, it } from 'vitest'
import { optionsWith, readAll, tempFile } from './fixtures.ts'

const MAPPING = `
version: 1
kind: snapshots
dates: dd.MM.yyyy HH:mm
zone: Europe/Berlin
absent: ['?']
ticket: id
at: at
sequence: no
created_at: opened
customer: caller
attributes: {status: state, priority: prio, team: team, assignee: agent}
values: {priority: {P1: urgent}}
`
const HEADER = 'id,at,no,opened,caller,state,prio,team,agent\n'
const read = (rows: string) => readAll(tempFile('log.csv', HEADER + rows), optionsWith(MAPPING))

describe('snapshotMapper', () => {
  it('makes a row one update with all its attributes, and one creation per ticket', async () => {
    const { events, rows } = await read(
      '7,01.07.2025 10:00,0,01.07.2025 09:30,Ann,new,P1,A,?\n7,01.07.2025 10:00,1,01.07.2025 09:30,Ann,open,P1,A,Bo\n',
    )
    expect(
      events.map(({ type, occurredAt, seq, status, team, assignee }) => ({
        type,
        occurredAt,
        seq,
        status,
        team,
        assignee,
      })),
    ).toEqual([
      {
        type: 'ticket.created',
        occurredAt: '2025-07-01T07:30:00Z',
        seq: null,
        status: null,
        team: null,
        assignee: null,
      },
      {
        type: 'ticket.updated',
        occurredAt: '2025-07-01T08:00:00Z',
        seq: 0,
        status: 'new',
        team: 'A',
        assignee: '',
      },
      {
        type: 'ticket.updated',
        occurredAt: '2025-07-01T08:00:00Z',
        seq: 1,
        status: 'open',
        team: 'A',
        assignee: 'Bo',
      },
    ])
    expect(rows).toEqual([1, 1, 2])
    expect(events[2]).toMatchObject({
      scopeKey: 'ticket:desk:7',
      ticketId: '7',
      priority: 'urgent',
      sourceRank: 50,
    })
    expect(events[2]?.customerId).toMatch(/^[\w-]{22}$/)
  })

  it('gives a row repeated the same key, and any difference another', async () => {
    const row = '7,01.07.2025 10:00,1,?,Ann,open,P1,A,Bo'
    const variants = [
      row,
      row,
      row.replace(',1,', ',2,'),
      row.replace('10:00', '10:01'),
      row.replace('Bo', '?'),
      row.replace('Ann', 'Zoe'),
      row.replace('7', '8'),
    ]
    const { events } = await read(variants.join('\n'))
    const keys = events.map((each) => each.dedupeKey)
    expect(keys[1]).toBe(keys[0])
    expect(new Set(keys).size).toBe(6)
  })

  it('does not confuse what stands in neighbouring columns', async () => {
    const { events } = await read(
      '7,01.07.2025 10:00,1,?,?,open,?,AB,?\n7,01.07.2025 10:00,1,?,?,open,?,A,B\n7,01.07.2025 10:00,1,?,?,open,?,?,AB\n',
    )
    expect(new Set(events.map((each) => each.dedupeKey)).size).toBe(3)
  })

  it('tells of another creation when rows of a ticket disagree', async () => {
    const { events } = await read(
      '7,01.07.2025 10:00,1,01.07.2025 09:30,?,open,?,?,?\n7,01.07.2025 10:00,2,01.07.2025 09:00,?,open,?,?,?\n',
    )
    const created = events.filter((each) => each.type === 'ticket.created')
    expect(created.map((each) => each.occurredAt)).toEqual(['2025-07-01T07:30:00Z', '2025-07-01T07:00:00Z'])
    expect(new Set(created.map((each) => each.dedupeKey))).toEqual(new Set(['created:7']))
  })

  it('rejects single rows with the reason, and reads on', async () => {
    const good = '9,01.07.2025 10:00,1,?,?,open,P1,A,B'
    const {
      events,
      rejects,
      read: count,
    } = await read(
      [
        good,
        good.replace('9,', '?,'),
        good.replace('open', 'Frozen'),
        good.replace('P1', 'P9'),
        good.replace('01.07.2025', '31.06.2025'),
        good.replace(',1,', ',1.5,'),
        good.replace('2025', '2062'),
        good.replace(',?,?,', ',01.01.1970 00:00,?,'),
      ].join('\n'),
    )
    expect(count).toBe(8)
    expect(events).toHaveLength(1)
    expect(rejects.map(({ row, reason }) => [row, reason])).toEqual([
      [2, 'ticket is empty'],
      [3, 'status: "Frozen" is not mapped'],
      [4, 'priority: "P9" is not mapped'],
      [5, '"31.06.2025 10:00" is no date of the form dd.MM.yyyy HH:mm'],
      [6, 'sequence: "1.5" is no integer up to 2^53'],
      [7, 'date "01.07.2062 10:00" is more than a day in the future'],
      [8, 'date "01.01.1970 00:00" is before 1990'],
    ])
    expect(rejects[1]?.raw).toBe('9,01.07.2025 10:00,1,?,?,Frozen,P1,A,B')
  })

  it('takes the columns that the mapping states for the identity of a row', async () => {
    const text =
      'id,at,state,rev\n1,2025-01-01,open,5\n1,2025-01-01,open,6\n1,2025-01-01,solved,5\n1,2025-01-01,open,\n'
    const mapping =
      '{version: 1, kind: snapshots, ticket: id, at: at, attributes: {status: state}, id: {columns: [rev]}}'
    const { events, rejects } = await readAll(tempFile('log.csv', text), optionsWith(mapping))
    const [first, second, third] = events.map((each) => each.dedupeKey)
    expect(second).not.toBe(first)
    expect(third).toBe(first)
    expect(rejects.map((each) => each.reason)).toEqual(['id.columns.0 is empty'])
  })
})
