import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../engine/port.ts'
import type { MetricsContext } from '../metrics/context.ts'
import { query } from '../metrics/query.ts'
import { type FactRow, type FactRows, testCatalog } from '../metrics/test-facts.ts'
import { composeReport } from './compose.ts'
import type { Sentence, StatedFigure } from './document.ts'
import type { WeeklyFigures } from './figures.ts'
import { BEFORE, FROM, TO, WEEK, weeksFolder, ZONE } from './test-weeks.ts'
import { weeklyFigures } from './weekly.ts'

let context: MetricsContext
let engine: Engine
let rows: Required<FactRows>
let figures: WeeklyFigures
beforeAll(async () => {
  ;({ context, engine, rows } = await weeksFolder())
  figures = await weeklyFigures(context, { week: WEEK, tz: ZONE })
})
afterAll(() => engine.close())

/** Rows of a fact whose instant lies in a stretch, removed ones left out: read from the list itself. */
function within(fact: keyof FactRows, at: (row: FactRow) => unknown, from: number, to: number): FactRow[] {
  return (rows[fact] ?? []).filter((row) => {
    const instant = at(row)
    return (
      !row.removed && typeof instant === 'string' && Date.parse(instant) >= from && Date.parse(instant) < to
    )
  })
}

const headline = (metric: string) => figures.headline.find((one) => one.metric === metric)
const decided = (row: FactRow) => row.breached_at ?? row.stopped_at

describe('headline figures, counted again by hand', () => {
  it('counts tickets of both weeks, of which one has 167 hours', () => {
    const count = (from: number, to: number) => within('ticket', (row) => row.created_at, from, to).length
    expect(headline('tickets_created')).toMatchObject({ value: count(FROM, TO), before: count(BEFORE, FROM) })
    expect(count(FROM, TO)).toBeGreaterThan(100)
  })

  it('divides clocks met by clocks decided', () => {
    const share = (from: number, to: number) => {
      const clocks = within('sla_clock', decided, from, to).filter(({ state }) =>
        ['met', 'breached', 'overdue'].includes(String(state)),
      )
      return clocks.filter(({ state }) => state === 'met').length / clocks.length
    }
    expect(headline('sla_attainment')?.value).toBeCloseTo(share(FROM, TO), 12)
    expect(headline('sla_attainment')?.before).toBeCloseTo(share(BEFORE, FROM), 12)
  })

  it('averages response times of replies and positive ratings by when they were given', () => {
    const replies = within('response', (row) => row.answered_at, FROM, TO).filter(
      (row) => row.response_s !== null,
    )
    const seconds = replies.reduce((sum, row) => sum + Number(row.response_s), 0)
    expect(headline('response_time_mean')?.value).toBeCloseTo(seconds / replies.length, 6)
    const ratings = within('rating', (row) => row.rated_at, FROM, TO)
    const positive = ratings.filter((row) => row.positive === true).length
    expect(headline('csat')?.value).toBeCloseTo(positive / ratings.length, 12)
    expect(headline('csat')?.n).toBe(ratings.length)
  })

  it('adds teams up to the whole', () => {
    expect(figures.sla.reduce((sum, { n }) => sum + n, 0)).toBe(headline('sla_attainment')?.n)
    expect(figures.openByTeam.reduce((sum, { open }) => sum + (open ?? 0), 0)).toBe(figures.open.open)
    const created = figures.charts.find(({ id }) => id === 'created')
    expect(created?.values).toHaveLength(7)
    expect(created?.values.reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBe(
      headline('tickets_created')?.value,
    )
    expect(created?.before?.reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBe(
      headline('tickets_created')?.before,
    )
  })
})

describe('sentences', () => {
  const sentences = (language: 'en' | 'de'): Sentence[] =>
    composeReport(figures, testCatalog, language).blocks.flatMap((block) =>
      block.kind === 'paragraphs' ? block.paragraphs.flatMap((one) => one.sentences) : [],
    )
  const stated = (): StatedFigure[] => sentences('en').flatMap((one) => one.figures)

  it('write every figure that they state', () => {
    for (const language of ['en', 'de'] as const) {
      for (const { text, figures: all } of sentences(language)) {
        expect(text).not.toMatch(/\{\w+\}/)
        for (const figure of all) expect(text).toContain(figure.text)
      }
    }
    expect(stated().length).toBeGreaterThan(8)
  })

  it('state what the catalog answers for the same segment', async () => {
    const checked = stated().filter(({ of }) => of === 'value' || of === 'before' || of === 'n')
    for (const { metric, of, cell = {}, value } of checked) {
      if ('day_of_week' in cell) continue
      const filters = Object.entries(cell).map(([dimension, one]) => ({ dimension, values: [one] }))
      const { data } = await query(context, {
        metrics: [metric],
        from: new Date(FROM).toISOString(),
        to: new Date(TO).toISOString(),
        tz: ZONE,
        filters,
        compare: 'previous',
      })
      const columns =
        of === 'before'
          ? [`${metric}__previous`]
          : of === 'value'
            ? [metric]
            : [`${metric}__n`, `${metric}__previous_n`]
      expect(columns.map((column) => data[column]?.[0])).toContainEqual(expect.closeTo(value, 9))
    }
    expect(checked.length).toBeGreaterThan(4)
  })

  it('name parts of the driver analysis, and nobody', () => {
    for (const { metric, of, cell, value } of stated()) {
      if (of !== 'contribution') continue
      const move = figures.moves.find((one) => one.metric === metric)
      expect(move?.drivers.ranked.map(({ contribution }) => contribution)).toContain(value)
      for (const dimension of Object.keys(cell ?? {})) {
        expect(['assignee', 'responder', 'resolver', 'agent']).not.toContain(dimension)
      }
    }
  })
})

describe('what is unusual', () => {
  it('filters reach every figure', async () => {
    const filters = [{ dimension: 'team', values: ['Billing'] }]
    const billing = await weeklyFigures(context, { week: WEEK, tz: ZONE, filters })
    const own = within('ticket', (row) => row.created_at, FROM, TO).filter(({ team }) => team === 'Billing')
    expect(billing.headline[0]?.value).toBe(own.length)
    expect(billing.sla.map(({ team }) => team)).toEqual(['Billing'])
    expect(composeReport(billing, testCatalog, 'de').subtitle).toContain('Team: Billing')
  })

  it('a team that there is not has an empty page that says so', async () => {
    const filters = [{ dimension: 'team', values: ['Gone'] }]
    const nobody = await weeklyFigures(context, { week: WEEK, tz: ZONE, filters })
    expect(nobody.empty).toBe(true)
    const page = composeReport(nobody, testCatalog, 'en')
    expect(page.warnings).toContain('Nothing happened in this week or the one before under these filters.')
  })

  it('a week that is not over says until when its figures reach', async () => {
    const running = await weeklyFigures(context, { week: '2026-W15', tz: ZONE })
    expect(running.complete).toBe(false)
    expect(composeReport(running, testCatalog, 'en').warnings[0]).toContain('12 Apr 2026, 14:00')
  })

  it('refuses a week and a zone that are none', async () => {
    await expect(weeklyFigures(context, { week: '2026-W60' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(weeklyFigures(context, { tz: 'Mars/Olympus' })).rejects.toMatchObject({ code: 'invalid' })
  })
})
