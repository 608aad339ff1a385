import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../engine/port.ts'
import { drill } from '../metrics/drill.ts'
import { query } from '../metrics/query.ts'
import { contextOf, engineWith, type FactRow, testCatalog } from '../metrics/test-facts.ts'
import { randomRows } from '../metrics/test-rows.ts'
import { drivers } from './drivers.ts'
import type { Cut, DriversInput, DriversResult } from './types.ts'

const AS_OF = '2026-04-08T12:00:00Z'
const WEEK = { from: '2026-03-30', to: '2026-04-06', tz: 'Europe/Berlin' }
const DECIDED_BY_ONE = ['backlog_age_oldest', 'waiting_age_oldest']
const METRICS = [...testCatalog.metrics.keys()].filter((id) => !DECIDED_BY_ONE.includes(id))

let engine: Engine
const context = (more = {}) => contextOf(engine, AS_OF, more)
const ask = (input: DriversInput): Promise<DriversResult> => drivers(context(), { ...WEEK, ...input })
const sumOf = (cut: Cut, of: 'contribution' | 'mix' | 'rate') =>
  [...cut.segments, cut.further, cut.heldBack].reduce((sum, part) => sum + part[of], 0)
/** To nine digits of the larger of the change and the parts. */
const near = (value: number, change: number) =>
  expect.closeTo(value, 9 - Math.ceil(Math.log10(Math.max(1, Math.abs(change)))))

beforeAll(async () => {
  engine = await engineWith(randomRows(11, 900))
})
afterAll(() => engine.close())

/** By every dimension; asked once a metric. */
const alone = new Map<string, Promise<DriversResult>>()
function byEach(metric: string): Promise<DriversResult> {
  const asked = alone.get(metric) ?? ask({ metric, pairs: false })
  alone.set(metric, asked)
  return asked
}
/** Four dimensions and their pairs, others for each metric: all pairs of all metrics are a hundred times the work. */
function inPairs(metric: string, index: number): Promise<DriversResult> {
  const all = testCatalog.metrics.get(metric)?.dimensions ?? []
  const dimensions = [0, 1, 3, 4].map((step) => all[(index + step) % all.length] as string)
  return ask({ metric, dimensions })
}

describe('of any metric', () => {
  it.each(METRICS.map((metric, index) => [metric, index] as const))(
    '%s: both figures are those of a query, every cut adds up to the change',
    async (metric, index) => {
      const result = await byEach(metric)
      const { data } = await query(context(), { ...WEEK, metrics: [metric], compare: 'previous' })
      const [value, previous] = [data[metric]?.[0] ?? null, data[`${metric}__previous`]?.[0] ?? null]
      expect([result.after.n, result.before.n]).toEqual([
        data[`${metric}__n`]?.[0],
        data[`${metric}__previous_n`]?.[0],
      ])
      if (result.after.value !== null) expect(result.after.value).toBeCloseTo(Number(value), 6)
      if (result.before.value !== null) expect(result.before.value).toBeCloseTo(Number(previous), 6)
      if (result.unexplained) return
      expect(result.change).toBeCloseTo(Number(value) - Number(previous), 6)
      const paired = await inPairs(metric, index)
      expect(result.cuts.length).toBeGreaterThan(2)
      for (const cut of [...result.cuts, ...paired.cuts]) {
        const change = result.change ?? 0
        expect(sumOf(cut, 'contribution')).toEqual(near(change, change))
        expect(sumOf(cut, 'mix')).toEqual(near(cut.mix, change))
        expect(cut.mix + cut.rate).toEqual(near(change, change))
      }
    },
  )

  it('explains all but a handful', async () => {
    const unexplained: string[] = []
    for (const metric of METRICS) if ((await byEach(metric)).unexplained) unexplained.push(metric)
    expect(unexplained.length).toBeLessThan(15)
  })

  it('shows pairs in which more happened than in either of the two', async () => {
    const all = await Promise.all(METRICS.slice(0, 30).map(inPairs))
    const pairs = all.flatMap(({ cuts }) => cuts.filter(({ by }) => by.length === 2))
    expect(pairs.length).toBeGreaterThan(10)
  })
})

const PLAIN = METRICS.filter((id) => {
  const kind = testCatalog.metrics.get(id)?.kind
  return kind === 'ratio' || kind === 'mean' || kind === 'count' || kind === 'stock'
}).filter((id) => testCatalog.metrics.get(id)?.unit !== 'seconds' || id.includes('mean'))

describe('the parts', () => {
  it('follow from the figures that a query gives for the segments', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...PLAIN), fc.nat(), async (metric, pick) => {
        const dimensions = testCatalog.metrics.get(metric)?.dimensions ?? []
        const by = dimensions[pick % dimensions.length] ?? 'team'
        const result = await ask({ metric, dimensions: [by] })
        const [cut] = result.cuts
        if (result.unexplained || !cut) return
        const { data, rowCount } = await query(context(), {
          ...WEEK,
          metrics: [metric],
          by: [by],
          compare: 'previous',
        })
        const rows = Array.from({ length: rowCount }, (_, row) => {
          const cell = (name: string) => data[name]?.[row] ?? null
          return {
            value: cell(by) === null ? null : String(cell(by)),
            r0: cell(`${metric}__previous`) as number | null,
            r1: cell(metric) as number | null,
            n0: Number(cell(`${metric}__previous_n`)),
            n1: Number(cell(`${metric}__n`)),
          }
        })
        const all = (side: 'n0' | 'n1') => rows.reduce((sum, row) => sum + row[side], 0)
        const adds = result.way === 'amount'
        for (const segment of cut.segments) {
          const row = rows.find(({ value }) => value === segment.cell[by])
          if (!row) throw new Error(`no ${segment.cell[by]}`)
          expect([segment.before.n, segment.after.n]).toEqual([row.n0, row.n1])
          const [w0, w1] = [row.n0 / all('n0'), row.n1 / all('n1')]
          const rate = row.r0 === null || row.r1 === null ? 0 : ((w0 + w1) / 2) * (row.r1 - row.r0)
          const expected = adds ? ((w0 + w1) / 2) * (all('n1') - all('n0')) : rate
          expect(segment.rate).toBeCloseTo(expected, 6)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('of a quantile are those of its rows between the two quantiles, threshold by threshold', async () => {
    const metric = 'response_time_median'
    const result = await ask({ metric, dimensions: ['team'] })
    const sides = await Promise.all(
      [result.before, result.after].map(({ from, to }) =>
        drill(context(), { metric, from, to, limit: 10_000 }).then(({ rows }) =>
          rows.map((row) => ({ team: row.team as string | null, seconds: Number(row.response_s) })),
        ),
      ),
    )
    const [q0, q1] = [result.before.value ?? 0, result.after.value ?? 0]
    const steps = 20_000
    const moved = new Map<string | null, { mix: number; rate: number }>()
    const sorted = sides.map((rows) => {
      const groups = new Map<string | null, number[]>()
      for (const { team, seconds } of rows) groups.set(team, [...(groups.get(team) ?? []), seconds])
      return groups
    })
    const share = (values: readonly number[], x: number) =>
      values.filter((v) => v <= x).length / values.length
    let all = 0
    for (let step = 0; step < steps / 40; step += 1) {
      const x = q0 + ((q1 - q0) * (step + 0.5)) / (steps / 40)
      const whole = sides.map((rows) => rows.filter(({ seconds }) => seconds <= x).length / rows.length)
      const middle = ((whole[0] ?? 0) + (whole[1] ?? 0)) / 2
      all += (whole[1] ?? 0) - (whole[0] ?? 0)
      for (const team of sorted[0]?.keys() ?? []) {
        const [f0, f1] = sorted.map((groups) => share(groups.get(team) ?? [], x)) as [number, number]
        const [w0, w1] = sorted.map(
          (groups, side) => (groups.get(team) ?? []).length / (sides[side]?.length ?? 1),
        ) as [number, number]
        const before = moved.get(team) ?? { mix: 0, rate: 0 }
        moved.set(team, {
          mix: before.mix + ((f0 + f1) / 2 - middle) * (w1 - w0),
          rate: before.rate + ((w0 + w1) / 2) * (f1 - f0),
        })
      }
    }
    const scale = (q1 - q0) / all
    expect(result.cuts[0]?.segments.length).toBe(3)
    for (const segment of result.cuts[0]?.segments ?? []) {
      const expected = moved.get(segment.cell.team ?? null)
      const tolerance = Math.abs(q1 - q0) / 20
      expect(Math.abs(segment.mix - (expected?.mix ?? 0) * scale)).toBeLessThan(tolerance)
      expect(Math.abs(segment.rate - (expected?.rate ?? 0) * scale)).toBeLessThan(tolerance)
    }
  })

  it('turn their sign when the periods change places', async () => {
    for (const metric of ['sla_attainment', 'tickets_created', 'response_time_p90', 'pending_share']) {
      const there = await ask({ metric, dimensions: ['team', 'channel'] })
      const { before, after } = there
      const back = await drivers(context(), {
        metric,
        dimensions: ['team', 'channel'],
        ...{ from: before.from, to: before.to },
        against: { from: after.from, to: after.to },
      })
      expect(back.change).toBeCloseTo(-(there.change ?? 0), 6)
      for (const [index, cut] of there.cuts.filter(({ by }) => by.length === 1).entries()) {
        const other = back.cuts[index]
        for (const { cell, mix, rate } of cut.segments) {
          const same = other?.segments.find((one) => JSON.stringify(one.cell) === JSON.stringify(cell))
          expect([same?.mix, same?.rate]).toEqual([expect.closeTo(-mix, 6), expect.closeTo(-rate, 6)])
        }
      }
    }
  })

  it('do not depend on the order in which dimensions are asked for', async () => {
    const one = await ask({ metric: 'csat', dimensions: ['team', 'channel', 'brand'] })
    const other = await ask({ metric: 'csat', dimensions: ['brand', 'team', 'channel'] })
    const byName = ({ cuts }: DriversResult) =>
      cuts
        .flatMap(({ segments }) => segments)
        .filter(({ cell }) => Object.keys(cell).length === 1)
        .map(
          ({ cell, contribution, mix }) =>
            `${JSON.stringify(cell)} ${contribution.toFixed(9)} ${mix.toFixed(9)}`,
        )
        .sort()
    expect(byName(one)).toEqual(byName(other))
  })
})

describe('a segment', () => {
  it('drills to as many rows as it says', async () => {
    const metric = 'first_response_attainment'
    const result = await ask({ metric })
    const segments = [...result.ranked, ...(result.cuts.at(-1)?.segments ?? [])].slice(0, 8)
    expect(segments.length).toBeGreaterThan(3)
    for (const { cell, before, after } of segments) {
      for (const [side, { from, to }] of [
        [before, result.before],
        [after, result.after],
      ] as const) {
        const { total, value } = await drill(context(), { metric, cell, from, to, tz: WEEK.tz })
        expect(total).toBe(side.n)
        if (side.value !== null) expect(value).toBeCloseTo(side.value, 9)
      }
    }
  })

  it('of few rows is held back by number, not left out of the sum', async () => {
    const { cuts, held } = await ask({
      metric: 'csat',
      dimensions: ['agent', 'hour_of_day', 'topic'],
    })
    expect(held.segments).toBeGreaterThan(0)
    for (const { segments } of cuts) {
      for (const { before, after } of segments)
        expect(Math.max(before.n, after.n)).toBeGreaterThanOrEqual(held.below)
    }
  })
})

describe('the ranking', () => {
  const at = (day: number, index: number) => new Date(Date.UTC(2026, 2, day, 8, 0, index)).toISOString()
  const clocks = (day: number, team: string, channel: string, met: number, breached: number): FactRow[] =>
    Array.from({ length: met + breached }, (_, index) => ({
      ticket_key: `${day}:${team}:${channel}:${index}`,
      target: 'first_response',
      cycle: 1,
      state: index < met ? 'met' : 'breached',
      team,
      channel,
      source: channel,
      breached_at: index < met ? null : at(day, index),
      stopped_at: at(day, index),
    }))

  it('names the pair in which it happened, once, with the other name of its rows', async () => {
    const own = await engineWith({
      sla_clock: [
        ...clocks(16, 'Billing', 'whatsapp', 45, 5),
        ...clocks(16, 'Billing', 'email', 45, 5),
        ...clocks(16, 'Sales', 'whatsapp', 45, 5),
        ...clocks(16, 'Sales', 'email', 45, 5),
        ...clocks(23, 'Billing', 'whatsapp', 10, 40),
        ...clocks(23, 'Billing', 'email', 45, 5),
        ...clocks(23, 'Sales', 'whatsapp', 45, 5),
        ...clocks(23, 'Sales', 'email', 45, 5),
      ],
    })
    const result = await drivers(contextOf(own, AS_OF), {
      metric: 'sla_attainment',
      from: '2026-03-23',
      to: '2026-03-30',
      dimensions: ['team', 'channel', 'source'],
    })
    await own.close()
    expect(result.change).toBeCloseTo(-0.175, 9)
    expect(result.ranked).toHaveLength(1)
    expect(result.ranked[0]).toMatchObject({
      cell: { team: 'Billing', channel: 'whatsapp' },
      alike: [{ team: 'Billing', source: 'whatsapp' }],
      share: expect.closeTo(1, 9),
      mix: expect.closeTo(0, 9),
      rate: expect.closeTo(-0.175, 9),
      before: { value: 0.9, n: 50 },
      after: { value: 0.2, n: 50 },
    })
  })

  it('is empty when everything moved alike, or by chance', async () => {
    const own = await engineWith({
      sla_clock: [
        ...clocks(16, 'Billing', 'whatsapp', 90, 10),
        ...clocks(16, 'Sales', 'whatsapp', 90, 10),
        ...clocks(23, 'Billing', 'whatsapp', 60, 40),
        ...clocks(23, 'Sales', 'whatsapp', 60, 40),
      ],
    })
    const even = await drivers(contextOf(own, AS_OF), {
      metric: 'sla_attainment',
      from: '2026-03-23',
      to: '2026-03-30',
    })
    await own.close()
    expect(even).toMatchObject({ change: expect.closeTo(-0.3, 9), ranked: [] })
  })
})

describe('refuses', () => {
  it.each(DECIDED_BY_ONE)('%s, which a single row decides', (metric) =>
    expect(ask({ metric })).rejects.toMatchObject({
      code: 'invalid',
      fields: { metric: expect.any(String) },
    }),
  )

  it.each([
    [{ metric: 'nope' }, 'metrics'],
    [{ metric: 'csat', dimensions: ['channel', 'nope'] }, 'by'],
    [{ metric: 'csat', dimensions: [] }, 'dimensions'],
    [{ metric: 'csat', limit: 0 }, 'limit'],
    [{ metric: 'csat', from: 'soon' }, 'from'],
    [{ metric: 'csat', against: { from: '2026-03-02', to: '2026-03-01' } }, 'from'],
    [{ metric: 'csat', filters: [{ dimension: 'target', values: ['first_response'] }] }, 'filters'],
  ] as const)('%j', (input, field) =>
    expect(ask(input)).rejects.toMatchObject({ code: 'invalid', fields: { [field]: expect.any(String) } }),
  )

  it('to explain a change from or to nothing, and says which', async () => {
    const empty = { from: '2025-01-06', to: '2025-01-13' }
    expect(await ask({ metric: 'csat', against: empty })).toMatchObject({
      change: null,
      unexplained: 'nothing_before',
    })
    expect(await ask({ metric: 'csat', ...empty, against: WEEK })).toMatchObject({
      unexplained: 'nothing_after',
    })
  })
})
