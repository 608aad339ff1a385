import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../engine/port.ts'
import { isMeasured, LADDER } from './bins.ts'
import { drill } from './drill.ts'
import { exportFile } from './export.ts'
import { query } from './query.ts'
import { contextOf, engineWith, testCatalog } from './test-facts.ts'
import { randomRows } from './test-rows.ts'
import type { Bins } from './types.ts'

const RANGE = { from: '2026-03-23', to: '2026-04-11', tz: 'Europe/Berlin' }
const MEASURED = [...testCatalog.metrics.values()].filter(isMeasured).map(({ id }) => id)

let engine: Engine
const context = () => contextOf(engine, '2026-04-12T12:00:00Z')
beforeAll(async () => {
  engine = await engineWith(randomRows(11, 400))
})
afterAll(() => engine.close())

const edges = fc
  .uniqueArray(fc.integer({ min: 1, max: 200_000 }), { minLength: 1, maxLength: 30 })
  .map((list) => list.sort((a, b) => a - b))

describe('bins', () => {
  it('are of durations, and there are many of them', () => {
    expect(MEASURED).toContain('response_time_median')
    expect(MEASURED).toContain('full_resolution_time_p90_business')
    expect(MEASURED).not.toContain('csat')
  })

  it('climb by names, never by less than a sixth nor by more than a half', () => {
    const ratios = LADDER.slice(1).map((edge, index) => edge / (LADDER[index] ?? edge))
    expect(Math.min(...ratios)).toBeGreaterThan(1.16)
    expect(Math.max(...ratios)).toBeLessThanOrEqual(1.5)
  })

  it.each(MEASURED)(
    'of %s hold every row once: they add up to n, and the whole has its figure',
    async (id) => {
      const asked = { ...RANGE, metrics: [id] }
      const [{ data, meta }, whole] = await Promise.all([
        query(context(), { ...asked, bins: 'log' }),
        query(context(), asked),
      ])
      const n = (data[`${id}__n`] ?? []).reduce<number>((sum, one) => sum + Number(one), 0)
      expect(n).toBeGreaterThan(0)
      expect(n).toBe(whole.data[`${id}__n`]?.[0])
      expect(meta.spread?.n).toBe(n)
      const { mean = 0, p50 = 0, p90 = 0, max = 0 } = meta.spread ?? {}
      const statistic =
        { mean, median: p50, p90 }[/_(mean|median|p90)(_business)?$/.exec(id)?.[1] ?? ''] ?? mean * n
      expect(statistic).toBeCloseTo(Number(whole.data[id]?.[0]), 6)
      expect(max).toBeGreaterThanOrEqual(Number(data.bin?.at(-1)))
      expect(max).toBeLessThan(Number(data.bin_to?.at(-1) ?? Number.POSITIVE_INFINITY))
    },
  )

  it('drill to exactly their rows, each within the bin', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...MEASURED.filter((id) => id !== 'call_seconds')),
        fc.oneof(edges, fc.constant('log' as const)),
        fc.nat(),
        fc.boolean(),
        async (metric, bins: Bins, pick, excludes) => {
          const filters = [{ dimension: 'priority', values: ['high', null], exclude: excludes }]
          const question = { ...RANGE, filters, bins }
          const { data, rowCount } = await query(context(), { ...question, metrics: [metric], by: ['team'] })
          if (rowCount === 0) return
          const full = Array.from({ length: rowCount }, (_, row) => row).filter(
            (row) => Number(data[`${metric}__n`]?.[row]) > 0,
          )
          const row = full[pick % full.length] ?? 0
          const [from, to] = [data.bin?.[row], data.bin_to?.[row] ?? null]
          const cell = { team: (data.team?.[row] ?? null) as string | null, bin: String(from) }
          const { total, value, predicate } = await drill(context(), { ...question, metric, cell })
          expect(total).toBe(data[`${metric}__n`]?.[row])
          expect(value).toBeCloseTo(Number(data[metric]?.[row]), 6)
          if (from !== 0) expect(Number(value)).toBeGreaterThanOrEqual(Number(from))
          if (to !== null) expect(Number(value)).toBeLessThan(Number(to))
          // The two edges of the bar alone choose the same rows.
          const alone = [from, to].map(Number).filter((edge) => edge > 0)
          if (alone.length > 0) {
            const again = await drill(context(), { ...question, bins: alone, metric, cell })
            expect([again.total, again.predicate]).toEqual([total, predicate])
          }
        },
      ),
      { numRuns: 25 },
    )
  })

  it('put a value on an edge into the bin that begins there, and stand beside the period before', async () => {
    const at = (day: number, response_s: number) => ({
      ticket_key: `desk:${day}-${response_s}`,
      turn: 1,
      asked_at: `2026-03-${day}T08:00:00Z`,
      answered_at: `2026-03-${day}T09:00:00Z`,
      response_s,
    })
    const own = await engineWith({
      response: [at(12, 59.999), at(12, 60), at(13, 90), at(13, 3600), at(5, 61)],
    })
    const { data, meta } = await query(contextOf(own, '2026-04-01T00:00:00Z'), {
      metrics: ['response_time_mean'],
      from: '2026-03-09',
      to: '2026-03-16',
      bins: [60, 120, 1800],
      compare: 'previous',
    })
    await own.close()
    expect(data.bin).toEqual([0, 60, 120, 1800])
    expect(data.bin_to).toEqual([60, 120, 1800, null])
    expect(data.response_time_mean__n).toEqual([1, 2, 0, 1])
    expect(data.response_time_mean__previous_n).toEqual([0, 1, 0, 0])
    expect(meta.spread).toMatchObject({ n: 4, min: 59.999, p50: 75, max: 3600 })
  })

  it('go into a file, bar by bar', async () => {
    const file = await exportFile(context(), {
      what: 'figures',
      format: 'csv',
      question: { ...RANGE, metrics: ['response_time_median'], bins: [600, 3600] },
    })
    const chunks: Uint8Array[] = []
    for await (const chunk of file.bytes) chunks.push(chunk)
    const lines = Buffer.concat(chunks).toString().split('\r\n')
    expect(lines.find((line) => line.startsWith('# spread'))).toMatch(/n = \d+; mean = /)
    expect(lines).toContain('bin,bin_to,response_time_median,response_time_median__n')
    expect(lines.some((line) => line.startsWith('600,3600,'))).toBe(true)
  })

  it('say what they cannot cut', async () => {
    const ask = (metrics: string[], bins: Bins) => query(context(), { ...RANGE, metrics, bins })
    await expect(ask(['csat'], 'log')).rejects.toThrow('metric csat has no bins')
    await expect(ask(['backlog_age_median'], 'log')).rejects.toThrow('has no bins')
    await expect(ask(['response_time_mean', 'response_time_median'], 'log')).rejects.toThrow('one metric')
    await expect(ask(['response_time_mean'], [60, 60])).rejects.toThrow('ascend')
    await expect(ask(['response_time_mean'], [])).rejects.toThrow('ascend')
    await expect(ask(['response_time_mean'], [Number.NaN])).rejects.toThrow('ascend')
    const stray = drill(context(), {
      ...RANGE,
      metric: 'response_time_mean',
      bins: [60],
      cell: { bin: '59' },
    })
    await expect(stray).rejects.toThrow('bin has no value')
  })
})
