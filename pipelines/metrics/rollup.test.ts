import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../engine/port.ts'
import { query } from './query.ts'
import { contextOf, engineWith, testCatalog } from './test-facts.ts'
import { randomRows } from './test-rows.ts'
import type { QueryInput } from './types.ts'

const AS_OF = '2026-04-11T00:00:00Z'
const ROLLED_UP = [...testCatalog.metrics.values()].filter((metric) => 'rollup' in metric && metric.rollup)

let engine: Engine
const both = async (input: QueryInput) => ({
  facts: await query(contextOf(engine, AS_OF, { source: 'facts' }), input),
  rollup: await query(contextOf(engine, AS_OF, { source: 'rollup' }), input),
})
beforeAll(async () => {
  engine = await engineWith(randomRows(11, 700))
})
afterAll(() => engine.close())

describe('rollups', () => {
  it.each(ROLLED_UP.map(({ id, kind }) => [id, kind] as const))(
    'give %s as the facts do',
    async (id, kind) => {
      for (const question of [
        { grain: 'day', from: '2026-03-23', to: '2026-04-11', tz: 'Europe/Berlin', compare: 'previous' },
        { by: ['team', 'priority'], from: '2026-03-23', to: '2026-04-11', tz: 'Asia/Kathmandu' },
        {
          by: ['day_of_week'],
          filters: [{ dimension: 'channel', values: ['email'] }],
          tz: 'America/New_York',
        },
        { grain: 'hour', from: '2026-03-29', to: '2026-03-30', tz: 'Europe/Berlin' },
      ] as const) {
        const { facts, rollup } = await both({ ...question, metrics: [id] })
        expect(rollup.meta.sources).toEqual(['rollup'])
        expect(rollup.meta.approximate).toEqual(kind === 'quantile' ? [id] : [])
        expect(rollup.columns).toEqual(facts.columns)
        for (const { name, role } of facts.columns) {
          if (role === 'value' || role === 'previous') {
            facts.data[name]?.forEach((value, row) => {
              const rolled = rollup.data[name]?.[row] ?? null
              if (kind !== 'quantile' || value === null) expect(rolled).toBe(value)
              else
                expect(Math.abs(Number(rolled) - Number(value))).toBeLessThanOrEqual(
                  0.01 * (Number(value) + 1),
                )
            })
          } else expect(rollup.data[name]).toEqual(facts.data[name])
        }
      }
    },
  )

  it.each<[string, Partial<QueryInput>]>([
    ['a dimension outside the rollup', { by: ['assignee'] }],
    ['a filter outside the rollup', { filters: [{ dimension: 'topic', values: ['refund'] }] }],
    ['a range that cuts a cell', { from: '2026-03-23T10:05:00Z' }],
  ])('leave %s to the facts', async (_, input) => {
    const { rollup, facts } = await both({
      metrics: ['tickets_created'],
      from: '2026-03-23',
      to: '2026-04-11',
      ...input,
    })
    expect(rollup.meta.sources).toEqual(['facts'])
    expect(rollup.data).toEqual(facts.data)
  })

  it('may stand beside facts in one answer', async () => {
    const { rollup, facts } = await both({
      metrics: ['tickets_created', 'backlog_open', 'csat'],
      from: '2026-03-23',
      to: '2026-04-11',
      grain: 'week',
    })
    expect(rollup.meta.sources).toEqual(['facts', 'rollup'])
    expect(rollup.data).toEqual(facts.data)
  })

  it('are left alone while facts are small', async () => {
    const { meta } = await query(contextOf(engine, AS_OF), {
      metrics: ['response_time_median'],
      from: '2026-03-23',
      to: '2026-04-11',
    })
    expect(meta).toMatchObject({ sources: ['facts'], approximate: [] })
  })
})
