import { describe, expect, it } from 'vitest'
import type { CatalogMetric } from '../../lib/api/get-catalog.ts'
import { commonDimensions, questionOf } from './question.ts'

const metric = (id: string, dimensions: string[]): CatalogMetric => ({
  id,
  label: { en: id, de: id },
  description: { en: id, de: id },
  fact: 'ticket',
  unit: 'count',
  format: 'integer',
  kind: 'count',
  better: 'none',
  min_n: 0,
  dimensions,
})
const METRICS = [
  metric('tickets_created', ['team', 'channel', 'brand', 'topic']),
  metric('tickets_resolved', ['team', 'channel', 'brand', 'topic', 'resolver']),
  metric('csat', ['team', 'agent']),
]
const known = {
  metric: (id: string) => METRICS.find((one) => one.id === id),
  dimension: (id: string) => METRICS.some((one) => one.dimensions.includes(id)),
}
const days = (count: number) => ({ from: 0, to: count * 86_400_000 })
const ids = (metrics: readonly CatalogMetric[]) => metrics.map(({ id }) => id)

describe('the question', () => {
  it('has an answer without being told anything', () => {
    const question = questionOf({}, known, [], days(28))
    expect(ids(question.metrics)).toEqual(['tickets_created', 'tickets_resolved'])
    expect(question).toMatchObject({ by: [], grain: 'day', form: 'line', leftOut: [] })
  })

  it('cuts by what all metrics share, three at most, and says what it left out', () => {
    const question = questionOf(
      { m: 'tickets_created,tickets_resolved', by: 'resolver,team,channel,brand,topic,mood' },
      known,
      [],
      days(1),
    )
    expect(question.by).toEqual(['team', 'channel', 'brand'])
    expect(question.grain).toBe('hour')
    expect(question.leftOut).toEqual([
      { kind: 'by', dimension: 'resolver' },
      { kind: 'unknown', id: 'mood' },
      { kind: 'by', dimension: 'topic' },
    ])
  })

  it('leaves out metrics that do not exist or that a filter cannot cut, never the filter', () => {
    const filters = [{ dimension: 'channel', values: ['chat'] }]
    const question = questionOf({ m: 'csat,happiness,tickets_created' }, known, filters, days(28))
    expect(ids(question.metrics)).toEqual(['tickets_created'])
    expect(question.filters).toEqual(filters)
    expect(question.leftOut).toEqual([
      { kind: 'unknown', id: 'happiness' },
      { kind: 'filter', metric: 'csat', dimension: 'channel' },
    ])
  })

  it('shows the usual metrics when none that are asked for exists', () => {
    const question = questionOf({ m: 'nope,worse' }, known, [], days(28))
    expect(ids(question.metrics)).toEqual(['tickets_created', 'tickets_resolved'])
    expect(question.leftOut).toEqual([
      { kind: 'unknown', id: 'nope' },
      { kind: 'unknown', id: 'worse' },
    ])
  })

  it('leaves out a filter on a dimension that nobody knows', () => {
    const question = questionOf({}, known, [{ dimension: 'mood', values: ['good'] }], days(28))
    expect(question.filters).toEqual([])
    expect(question.leftOut).toEqual([{ kind: 'unknown', id: 'mood' }])
  })

  it('sums bars and tables up where they are cut, unless told a grain', () => {
    const grain = (search: Parameters<typeof questionOf>[0]) => questionOf(search, known, [], days(28)).grain
    expect(grain({ view: 'bar' })).toBe('day')
    expect(grain({ view: 'bar', by: 'team' })).toBeNull()
    expect(grain({ view: 'table', by: 'team', grain: 'week' })).toBe('week')
    expect(grain({ view: 'line', grain: 'none' })).toBe('day')
    expect(grain({ view: 'heatmap', grain: 'day' })).toBeNull()
  })
})

it('shares dimensions in the order of the first metric', () => {
  expect(commonDimensions(METRICS.slice(0, 2))).toEqual(['team', 'channel', 'brand', 'topic'])
  expect(commonDimensions(METRICS)).toEqual(['team'])
  expect(commonDimensions([])).toEqual([])
})
