import { expect, it } from 'vitest'
import type { AtRiskRow } from '../../../../pipelines/pegel.ts'
import { filterRows } from './filter-rows.ts'

const row = (ticketKey: string, team: string | null, priority: string): AtRiskRow => ({
  ticketKey,
  ticketId: ticketKey,
  target: 'first_response',
  dueAt: '2026-11-20T16:00:00Z',
  remainingBusinessS: 60,
  probability: 0.5,
  state: 'running',
  team,
  assignee: null,
  priority,
  channel: 'whatsapp',
  tier: '1',
  createdAt: '2026-11-20T15:00:00Z',
  startedAt: '2026-11-20T15:00:00Z',
})
const rows = [row('a', 'Support', 'high'), row('b', null, 'high'), row('c', 'Billing', 'low')]
const keys = (filters: Parameters<typeof filterRows>[1]) =>
  filterRows(rows, filters).rows.map((one) => one.ticketKey)

it('keeps what all filters allow, "no value" among them', () => {
  expect(keys([{ dimension: 'team', values: ['Support', null] }])).toEqual(['a', 'b'])
  expect(keys([{ dimension: 'team', values: [null], exclude: true }])).toEqual(['a', 'c'])
  expect(
    keys([
      { dimension: 'priority', values: ['high'] },
      { dimension: 'team', values: ['Support'], exclude: true },
    ]),
  ).toEqual(['b'])
})

it('names what it cannot apply', () => {
  const filters = [{ dimension: 'brand', values: ['Nord'] }]
  expect(filterRows(rows, filters)).toEqual({ rows, unused: ['brand'] })
})
