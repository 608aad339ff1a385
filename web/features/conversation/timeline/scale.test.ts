import { expect, it } from 'vitest'
import { labelSides, ticksOf, xOf } from './scale.ts'

const at = (text: string) => Date.parse(text)
const texts = (from: string, to: string, width: number, zone: string) =>
  ticksOf(at(from), at(to), width, zone).map(
    (tick) => new Date(tick.at).toISOString().slice(5, 16) + (tick.day ? ' day' : ''),
  )

it('spreads instants evenly', () => {
  expect(xOf(150, 100, 200, 1000)).toBe(500)
})

it('ticks at round wall times and names new days', () => {
  expect(texts('2026-11-20T20:10:00Z', '2026-11-21T02:10:00Z', 600, 'Europe/Berlin')).toEqual([
    '11-20T21:00',
    '11-20T22:00',
    '11-20T23:00 day',
    '11-21T00:00',
    '11-21T01:00',
    '11-21T02:00',
  ])
})

it('goes from midnight to midnight over a change of the clock', () => {
  expect(texts('2026-10-24T00:00:00Z', '2026-10-27T00:00:00Z', 300, 'Europe/Berlin')).toEqual([
    '10-24T22:00 day',
    '10-25T23:00 day',
    '10-26T23:00 day',
  ])
})

it('takes longer steps where there is less room', () => {
  expect(texts('2026-11-20T08:00:00Z', '2026-11-20T08:10:00Z', 1000, 'UTC')).toHaveLength(11)
  expect(texts('2026-11-01T00:00:00Z', '2026-11-30T00:00:00Z', 500, 'UTC')).toEqual([
    '11-01T00:00 day',
    '11-08T00:00 day',
    '11-15T00:00 day',
    '11-22T00:00 day',
    '11-29T00:00 day',
  ])
})

it('cuts no label off: the last goes before its tick, or away where there is no room', () => {
  const sides = (xs: number[], width: number) =>
    labelSides(
      xs.map((at) => ({ at, day: true })),
      (at) => at,
      width,
    )
  expect(sides([10, 100, 200], 300)).toEqual(['right', 'right', 'right'])
  expect(sides([10, 100, 290], 300)).toEqual(['right', 'right', 'left'])
  expect(sides([10, 190, 290], 300)).toEqual(['right', 'right', 'none'])
  for (const xs of [[0], [40, 130, 220, 310], [88, 176, 264, 352]]) {
    const ends = sides(xs, 360).flatMap((side, at) => {
      const x = xs[at] ?? 0
      return side === 'right' ? [[x, x + 80]] : side === 'left' ? [[x - 80, x]] : []
    })
    for (const [index, [start = 0, end = 0]] of ends.entries()) {
      expect(end).toBeLessThanOrEqual(360)
      expect(start).toBeGreaterThanOrEqual(ends[index - 1]?.[1] ?? 0)
    }
  }
})

it('ticks at the first midnight there is, however few find room', () => {
  expect(texts('2026-11-19T13:13:00Z', '2026-11-25T13:00:00Z', 236, 'Europe/Berlin')).toEqual([
    '11-19T23:00 day',
    '11-22T23:00 day',
  ])
  expect(texts('2026-11-01T13:13:00Z', '2026-11-09T13:00:00Z', 90, 'Europe/Berlin')).toEqual([
    '11-01T23:00 day',
  ])
})
