import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../engine/port.ts'
import { drill, drillStream } from './drill.ts'
import { query } from './query.ts'
import { contextOf, engineWith, testCatalog } from './test-facts.ts'
import { randomRows } from './test-rows.ts'
import type { DrillInput } from './types.ts'

const AS_OF = '2026-04-08T12:00:00Z'
const RANGE = { from: '2026-03-23', to: '2026-04-11', tz: 'Europe/Berlin' }
const METRICS = [...testCatalog.metrics.keys()]

let engine: Engine
const context = () => contextOf(engine, AS_OF)
beforeAll(async () => {
  const rows = randomRows(7, 300)
  const soon = {
    ticket_key: 'desk:999',
    target: 'resolution',
    cycle: 1,
    state: 'running',
    started_at: '2026-04-08T11:00:00Z',
    due_at: '2026-04-08T12:10:00Z',
  }
  engine = await engineWith({ ...rows, sla_clock: [...rows.sla_clock, soon] })
})
afterAll(() => engine.close())

describe('drill', () => {
  it.each(METRICS)('%s: the rows number its n and give its figure', async (metric) => {
    const { data } = await query(context(), { ...RANGE, metrics: [metric] })
    const { total, value, rows } = await drill(context(), { ...RANGE, metric, limit: 10_000 })
    expect(total).toBe(data[`${metric}__n`]?.[0])
    expect(total).toBeGreaterThan(0)
    expect(rows).toHaveLength(total)
    expect(value ?? 0).toBeCloseTo(Number(data[metric]?.[0]), 6)
  })

  it('of any mark does so: bucket, dimension values and filters', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...METRICS),
        fc.constantFrom('day' as const, 'week' as const, 'hour' as const),
        fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu'),
        fc.nat(),
        fc.boolean(),
        async (metric, grain, tz, pick, excludes) => {
          const dimensions = testCatalog.metrics.get(metric)?.dimensions ?? []
          const by = [dimensions[pick % dimensions.length] ?? 'team']
          const filters = [{ dimension: 'priority', values: ['high', null], exclude: excludes }]
          const question = { ...RANGE, tz, grain, filters }
          const { data, rowCount } = await query(context(), { ...question, metrics: [metric], by })
          const rows = Array.from({ length: rowCount }, (_, row) => row).filter(
            (row) => data[`${metric}__n`]?.[row],
          )
          const row = rows[pick % (rows.length || 1)]
          if (row === undefined) return
          const at = (column: string) => data[column]?.[row] ?? null
          const part = at(by[0] ?? '')
          const cell = { time: String(at('time')), [by[0] ?? '']: part === null ? null : String(part) }
          const { total, value } = await drill(context(), { ...question, metric, cell })
          expect(total).toBe(at(`${metric}__n`))
          expect(value).toBeCloseTo(Number(at(metric)), 6)
        },
      ),
      { numRuns: 120 },
    )
  })

  it('pages through every row once, newest first', async () => {
    const input: DrillInput = { ...RANGE, metric: 'messages_inbound' }
    const { total } = await drill(context(), input)
    const pages = await Promise.all(
      Array.from({ length: Math.ceil(total / 50) }, (_, page) =>
        drill(context(), { ...input, limit: 50, offset: 50 * page }),
      ),
    )
    const rows = pages.flatMap((page) => page.rows)
    expect(new Set(rows.map((row) => row.message_key)).size).toBe(total)
    const times = rows.map((row) => String(row.sent_at))
    expect(times).toEqual([...times].sort().reverse())
  })

  it('streams the same rows', async () => {
    const input: DrillInput = { ...RANGE, metric: 'response_time_median', cell: { team: 'Billing' } }
    const { rows, columns: shown } = await drill(context(), { ...input, limit: 10_000 })
    const { columns, batches } = await drillStream(context(), input)
    const streamed = []
    for await (const batch of batches) streamed.push(...batch)
    expect(streamed).toEqual(rows)
    expect(columns).toEqual(shown.map(({ name }) => name))
  })

  it('shows neither the folding scope nor customers', async () => {
    const { rows, columns } = await drill(context(), { ...RANGE, metric: 'messages_inbound', limit: 1 })
    const names = columns.map(({ name }) => name)
    expect(names).not.toContain('scope_id')
    expect(names).not.toContain('customer_id')
    expect(rows[0]?.actor_id).toBeNull()
    expect(JSON.stringify(rows)).not.toContain('customer-')
  })

  it('says its predicate', async () => {
    const input: DrillInput = {
      ...RANGE,
      grain: 'day',
      metric: 'sla_attainment',
      cell: { time: '2026-03-28T23:00:00Z', target: 'resolution' },
    }
    const { predicate, fact } = await drill(context(), input)
    expect(fact).toBe('sla_clock')
    expect(predicate).toEqual([
      { field: 'coalesce(breached_at, stopped_at)', op: '>=', value: '2026-03-28T23:00:00Z' },
      { field: 'coalesce(breached_at, stopped_at)', op: '<', value: '2026-03-29T22:00:00Z' },
      { field: 'state', op: 'in', value: ['met', 'breached', 'overdue'] },
      { field: 'removed', op: '=', value: false },
      { field: 'target', op: '=', value: 'resolution' },
    ])
  })

  it('refuses a time that is no bucket, and dimensions that the metric lacks', async () => {
    const input: DrillInput = { ...RANGE, grain: 'day', metric: 'csat' }
    await expect(drill(context(), { ...input, cell: { time: '2026-03-25T00:00:00Z' } })).rejects.toThrow(
      'no bucket',
    )
    await expect(drill(context(), { ...input, cell: { policy: 'x' } })).rejects.toThrow(
      'csat has no dimension policy',
    )
    await expect(drill(context(), { ...input, limit: -1 })).rejects.toThrow('limit')
  })
})
