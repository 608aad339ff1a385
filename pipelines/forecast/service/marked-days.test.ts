import { expect, it } from 'vitest'
import type { SpecialDay } from '../special-days.ts'
import { type CountingMark, markDays } from './marked-days.ts'

const DAY = Date.UTC(2026, 4, 4) / 86_400_000
const mark = (
  text: string,
  share: number,
  groups: number[],
  of: Partial<CountingMark> = {},
): CountingMark => ({
  kind: 'campaign',
  text,
  startsAt: '2026-05-04T00:00:00Z',
  endsAt: '2026-05-05T00:00:00Z',
  expected_effect_pct: null,
  touched: { share, groups: new Set(groups) },
  ...of,
})
const stated = (percent: number) => ({ expected_effect_pct: percent })
const dayOf = (marks: CountingMark[], holiday?: SpecialDay) => {
  const special = new Map(holiday ? [[DAY, holiday]] : [])
  markDays(special, marks, 'UTC')
  return special.get(DAY)
}

it('leaves out what touches nothing', () => {
  expect(dayOf([mark('A', 0, [])])).toBeUndefined()
  expect(dayOf([mark('A', 1, [])])).toEqual({ class: 'campaign', name: 'A' })
  expect(dayOf([mark('A', 0.3, [1])])).toEqual({ class: 'campaign', name: 'A', share: 0.3 })
})

it('lets a part go neither before a holiday of all nor before what is stated of all', () => {
  const holiday = { class: 'holiday', name: 'May Day', closes: true }
  expect(dayOf([mark('A', 0.1, [1], stated(100))], holiday)).toBe(holiday)
  expect(dayOf([mark('A', 1, [], stated(100))], holiday)).toMatchObject({ name: 'A', expected: 2 })
  const all = mark('All', 1, [], stated(20))
  for (const marks of [
    [all, mark('A', 0.9, [1], stated(100))],
    [mark('A', 0.9, [1], stated(100)), all],
  ])
    expect(dayOf(marks)).toEqual({ class: 'campaign', name: 'All', expected: 1.2 })
  expect(dayOf([mark('R', 1, [], { kind: 'release' }), mark('A', 0.5, [1], stated(50))])).toMatchObject({
    name: 'A',
  })
})

it('adds up what two marks make of different contacts: 30 % of them doubled and 20 % halved are 20 % more', () => {
  const both = dayOf([
    mark('A', 0.3, [0], stated(100)),
    mark('B', 0.2, [1], { ...stated(-50), kind: 'outage' }),
  ])
  expect(both).toMatchObject({ class: 'campaign', name: 'A, B', share: 0.5 })
  expect(1 + 0.5 * ((both?.expected ?? 0) - 1)).toBeCloseTo(1 + 0.3 - 0.1, 9)
  const three = dayOf([0, 1, 2].map((group) => mark(`${group}`, 0.2, [group], stated(50))))
  expect(1 + (three?.share ?? 0) * ((three?.expected ?? 0) - 1)).toBeCloseTo(1.3, 9)
  expect(dayOf([mark('A', 0.3, [0]), mark('B', 0.2, [1])])).toEqual({
    class: 'campaign',
    name: 'A, B',
    share: 0.5,
  })
})

it('takes parts that are all of it together for all of it', () => {
  const both = dayOf([mark('A', 0.3, [0], stated(100)), mark('B', 0.7, [1], stated(0))])
  expect(both).toEqual({ class: 'campaign', name: 'A, B', expected: expect.closeTo(1.3, 9) })
})

it('takes one of two that touch the same contacts, or of which one is only learned: what is stated, then the larger part', () => {
  const larger = mark('B', 0.5, [0, 1], stated(10))
  expect(dayOf([mark('A', 0.3, [0], stated(100)), larger])).toMatchObject({ name: 'B', expected: 1.1 })
  expect(dayOf([mark('A', 0.3, [0], stated(100)), mark('B', 0.5, [1])])).toMatchObject({ name: 'A' })
  expect(dayOf([mark('A', 0.3, [0]), mark('B', 0.5, [1], { kind: 'outage' })])).toMatchObject({ name: 'B' })
})
