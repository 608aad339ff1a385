import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../engine/port.ts'
import { type CompileEnv, compile } from './compile.ts'
import { drilledRows } from './drilled-rows.ts'
import { query } from './query.ts'
import { contextOf, engineWith, testCatalog } from './test-facts.ts'
import type { QueryInput } from './types.ts'

const ENV: CompileEnv = {
  now: new Date('2026-04-01T09:30:00Z'),
  asOfMs: Date.UTC(2026, 3, 1, 9, 30),
  extent: { firstMs: Date.UTC(2026, 0, 1), lastMs: Date.UTC(2026, 2, 31) },
  routing: () => 'facts',
}
const TEXT_DIMENSIONS = [
  'team',
  'assignee',
  'channel',
  'source',
  'priority',
  'topic',
  'brand',
  'tier',
  'policy',
  'path',
]
const hostile = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.constantFrom(
    "'; drop table ticket; --",
    '$1',
    "\\'",
    '") or 1=1 --',
    '\u0000',
    '/*',
    "' or ''='",
    '?',
    ':team',
  ),
)

let engine: Engine
beforeAll(async () => {
  engine = await engineWith({
    ticket: [{ ticket_key: 'a:1', team: "O'Hara; --", created_at: '2026-02-01T00:00:00Z', status: 'open' }],
  })
})
afterAll(() => engine.close())

describe('what a user types', () => {
  it('never enters the statement: it depends on the number of values, not on them', () => {
    const shapeOf = (input: QueryInput) => {
      const { sql, params } = compile(testCatalog, input, ENV)
      return { sql, params }
    }
    fc.assert(
      fc.property(
        fc.constantFrom(...TEXT_DIMENSIONS),
        fc.uniqueArray(hostile, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (dimension, values, exclude) => {
          const plain = values.map((_, index) => `value${index}`)
          const input = (chosen: readonly string[]): QueryInput => ({
            metrics: ['tickets_created', 'full_resolution_time_median'],
            grain: 'day',
            filters: [{ dimension, values: chosen, exclude }],
          })
          const typed = shapeOf(input(values))
          expect(typed.sql).toBe(shapeOf(input(plain)).sql)
          for (const value of values) expect(typed.params).toContain(value)
          const rows = (chosen: readonly string[]) =>
            drilledRows(testCatalog, { ...input(chosen), metric: 'tickets_created' }, ENV)
          expect(rows(values).listed).toBe(rows(plain).listed)
        },
      ),
    )
  })

  it('in every other field is refused or leaves no trace', () => {
    fc.assert(
      fc.property(
        hostile,
        fc.constantFrom('metrics', 'by', 'grain', 'from', 'to', 'tz', 'compare', 'dimension'),
        (text, field) => {
          const list = field === 'metrics' || field === 'by'
          const change =
            field === 'dimension'
              ? { filters: [{ dimension: text, values: ['x'] }] }
              : { [field]: list ? [text] : text }
          expect(() => compile(testCatalog, { metrics: ['tickets_created'], ...change }, ENV)).toThrow(
            expect.objectContaining({ code: 'invalid' }),
          )
        },
      ),
    )
  })

  it('is compared as it is', async () => {
    const ask = async (value: string) => {
      const filters = [{ dimension: 'team', values: [value] }]
      return (
        await query(contextOf(engine, '2026-04-01T00:00:00Z'), { metrics: ['tickets_created'], filters })
      ).data.tickets_created
    }
    expect(await ask("O'Hara; --")).toEqual([1])
    expect(await ask("O'Hara; --' or 'a'='a")).toEqual([0])
  })
})

describe('the statement', () => {
  it('is one, whatever is asked', () => {
    const { sql } = compile(
      testCatalog,
      {
        metrics: ['tickets_created', 'backlog_open', 'csat', 'response_time_p90', 'all_targets_met_rate'],
        by: ['team'],
        grain: 'hour',
        compare: 'year',
        from: '2026-03-01',
        to: '2026-04-01',
        tz: 'Europe/Berlin',
      },
      ENV,
    )
    expect(sql).not.toContain(';')
    expect(sql.startsWith('select')).toBe(true)
  })

  it('reads each fact once a period for metrics of one cohort', () => {
    const { sql } = compile(
      testCatalog,
      { metrics: ['messages_inbound', 'messages_outbound', 'templates_sent', 'replies_sent'] },
      ENV,
    )
    expect(sql.match(/from message/g)).toHaveLength(1)
  })
})
