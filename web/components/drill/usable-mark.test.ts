import { expect, it } from 'vitest'
import type { CatalogDimension, CatalogMetric } from '../../lib/api/get-catalog.ts'
import { type Asked, usableMark } from './usable-mark.ts'

const label = { en: '', de: '' }
const dimension = (id: string, more: Partial<CatalogDimension> = {}): CatalogDimension => ({
  id,
  label,
  description: label,
  closed: false,
  ...more,
})
const DIMENSIONS = [
  dimension('team'),
  dimension('outcome', { closed: true, values: [{ value: 'open', label }] }),
  dimension('hour_of_day', { clock: 'hour_of_day' }),
  dimension('template'),
]
const metric = {
  id: 'reply_time',
  dimensions: ['team', 'outcome', 'hour_of_day'],
} as unknown as CatalogMetric
const asked: Asked = {
  grain: 'week',
  base: { from: '2026-11-04T09:00:00Z', to: '2026-11-26T00:00:00Z', tz: 'Europe/Berlin', filters: [] },
  dimension: (id) => DIMENSIONS.find((one) => one.id === id),
}
const leftOut = (cell: Record<string, string | null>, more: Partial<Asked> = {}) =>
  usableMark({ metric: 'reply_time', cell }, metric, { ...asked, ...more }).leftOut

it('takes what the catalog has as it stands', () => {
  const cell = { time: '2026-11-08T23:00:00Z', team: 'Billing', outcome: 'open', hour_of_day: '7' }
  expect(usableMark({ metric: 'reply_time', cell }, metric, asked)).toEqual({
    input: { ...asked.base, metric: 'reply_time', cell, bins: null, grain: 'week' },
    leftOut: [],
  })
  expect(leftOut({ team: null, outcome: null })).toEqual([])
})

it('leaves out dimensions and values that are not there, and asks for the rest', () => {
  const cell = { colour: 'red', template: 'hello', outcome: 'lost', hour_of_day: 'noon', team: 'Billing' }
  const { input, leftOut } = usableMark({ metric: 'reply_time', cell }, metric, asked)
  expect(input.cell).toEqual({ team: 'Billing' })
  expect(leftOut).toEqual(['colour=red', 'template=hello', 'outcome=lost', 'hour_of_day=noon'])
})

it.each([
  // The Monday of the week in which the range begins, and the last one in it.
  ['2026-11-01T23:00:00Z', true],
  ['2026-11-22T23:00:00Z', true],
  // A Monday in UTC; the weeks before and after; another year; no instant.
  ['2026-11-09T00:00:00Z', false],
  ['2026-10-25T23:00:00Z', false],
  ['2026-11-29T23:00:00Z', false],
  ['1999-11-21T23:00:00Z', false],
  ['yesterday', false],
])('a week of the range begins at %s: %s', (time, begins) => {
  expect(leftOut({ time })).toEqual(begins ? [] : [`time=${time}`])
})

it('knows no bucket without a grain, and asks for none without a bucket', () => {
  const time = '2026-11-08T23:00:00Z'
  expect(leftOut({ time }, { grain: null })).toEqual([`time=${time}`])
  expect(usableMark({ metric: 'reply_time', cell: {} }, metric, asked).input.grain).toBeNull()
})

it.each([
  [{ bin: '0', bin_to: '60' }, [60]],
  [{ bin: '60', bin_to: '90' }, [60, 90]],
  [{ bin: '600', bin_to: null }, [600]],
])('cuts out the bar %o', (cell, bins) => {
  const { input, leftOut } = usableMark({ metric: 'reply_time', cell }, metric, asked)
  expect([input.bins, input.cell, leftOut]).toEqual([bins, { bin: cell.bin }, []])
})

it.each([
  [{ bin: 'wide', bin_to: '60' }],
  [{ bin: '90', bin_to: '60' }],
  [{ bin: '-60', bin_to: '60' }],
  [{ bin: '', bin_to: '60' }],
  [{ bin_to: '60' }],
] as const)('knows no bar %o', (cell) => {
  const { input, leftOut } = usableMark({ metric: 'reply_time', cell }, metric, asked)
  expect(input).toMatchObject({ bins: null, cell: {} })
  expect(leftOut).toEqual(Object.entries(cell).map(([name, value]) => `${name}=${value}`))
})

it('leaves out filters of the page that the metric cannot be filtered by', () => {
  const filters = ['team', 'template'].map((id) => ({ dimension: id, values: ['x'] }))
  const mark = usableMark({ metric: 'reply_time', cell: {} }, metric, {
    ...asked,
    base: { ...asked.base, filters },
  })
  expect([mark.input.filters, mark.leftOut]).toEqual([[filters[0]], ['template']])
})
