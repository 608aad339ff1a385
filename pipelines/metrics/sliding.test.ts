import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../engine/port.ts'
import { query } from './query.ts'
import { slide } from './sliding.ts'
import { contextOf, engineWith, testCatalog } from './test-facts.ts'
import { randomRows } from './test-rows.ts'

const AS_OF = '2026-04-12T00:00:00Z'
const fromMs = Date.parse('2026-03-28T09:40:00Z')
const stepMs = 25 * 60_000
const count = 200
let engine: Engine

beforeAll(async () => {
  engine = await engineWith(randomRows(5, 400))
})
afterAll(() => engine.close())

describe('a window that moves', () => {
  const picked = [...testCatalog.metrics.values()].filter(({ id }) => !id.includes('business'))

  it('says at each instant what a query of that window says, for every metric of the catalog', async () => {
    const context = contextOf(engine, AS_OF)
    for (const metric of picked) {
      const by = metric.dimensions.includes('team') ? ['team'] : []
      const filters = metric.dimensions.includes('source') ? [{ dimension: 'source', values: ['desk'] }] : []
      for (const windowMs of [90 * 60_000, 24 * 3_600_000]) {
        const slid = await slide(context, {
          metric: metric.id,
          by,
          filters,
          tz: 'Europe/Berlin',
          windowMs,
          fromMs,
          stepMs,
          count,
        })
        for (const position of [0, 63, count - 1]) {
          const to = fromMs + position * stepMs
          const asked = await query(context, {
            metrics: [metric.id],
            by,
            filters,
            tz: 'Europe/Berlin',
            from: new Date(to - windowMs).toISOString(),
            to: new Date(to).toISOString(),
          })
          const expected = Array.from({ length: asked.rowCount }, (_, row) => [
            by.length > 0 ? (asked.data.team?.[row] ?? null) : null,
            asked.data[metric.id]?.[row] ?? null,
            asked.data[`${metric.id}__n`]?.[row] ?? 0,
          ]).filter(([, , n]) => Number(n) > 0)
          const found = slid.flatMap(({ values, points }) => {
            const point = points.get(position)
            return point ? [[values[0] ?? null, point.value, point.n]] : []
          })
          const sorted = (rows: unknown[][]) => rows.map((row) => JSON.stringify(row.map(short))).sort()
          expect(sorted(found), `${metric.id} ${position} ${windowMs}`).toEqual(sorted(expected))
        }
      }
    }
  })
})

/** Off the middle between two roundings, where the order of adding would decide. */
const OFF = 1 + 1e-12
const short = (cell: unknown) => (typeof cell === 'number' ? Number((cell * OFF).toPrecision(9)) : cell)
