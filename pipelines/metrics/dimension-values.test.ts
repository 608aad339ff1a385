import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../engine/port.ts'
import { dimensionValues } from './dimension-values.ts'
import { contextOf, engineWith, testCatalog } from './test-facts.ts'

let engine: Engine
const values = (id: string, more: { q?: string; limit?: number } = {}) =>
  dimensionValues(contextOf(engine, '2026-04-01T00:00:00Z'), { id, ...more })
beforeAll(async () => {
  const interval = (team: string | null, removed = false) => ({ ticket_key: 'a', team, removed })
  engine = await engineWith({
    status_interval: [
      interval('Billing'),
      interval('Sales'),
      interval('Billing'),
      interval(null),
      interval('Gone', true),
      interval('100%_'),
    ],
    message: [{ actor_type: 'customer', actor_id: 'customer-1' }],
  })
})
afterAll(() => engine.close())

describe('dimensionValues', () => {
  it('lists what the data has, most frequent first, removed rows left out', async () => {
    expect(await values('team')).toEqual([
      { value: 'Billing', count: 2 },
      { value: '100%_', count: 1 },
      { value: 'Sales', count: 1 },
      { value: null, count: 1 },
    ])
    expect(await values('team', { limit: 1 })).toEqual([{ value: 'Billing', count: 2 }])
  })

  it('looks for text as it is, whatever the case', async () => {
    expect(await values('team', { q: 'ILL' })).toEqual([{ value: 'Billing', count: 2 }])
    expect(await values('team', { q: '%_' })).toEqual([{ value: '100%_', count: 1 }])
    expect(await values('team', { q: "'" })).toEqual([])
  })

  it('knows the parts of local time', async () => {
    expect(await values('day_of_week')).toHaveLength(7)
    expect((await values('hour_of_day')).at(-1)).toEqual({ value: '23' })
  })

  it('can list every dimension, refuses unknown ones and shows no customer', async () => {
    for (const id of testCatalog.dimensions.keys()) {
      expect(JSON.stringify(await values(id)), id).not.toContain('customer-1')
    }
    await expect(values('nope')).rejects.toThrow('unknown dimension nope')
  })
})
