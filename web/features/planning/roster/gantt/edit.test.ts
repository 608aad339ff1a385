import { describe, expect, it } from 'vitest'
import { given, moved, pinned, stepsOf } from './edit.ts'

const shift = {
  person: 'a',
  pattern: 'early',
  date: '2026-12-07',
  start: '2026-12-07T07:00:00Z',
  end: '2026-12-07T15:30:00Z',
  breaks: [{ start: '2026-12-07T11:00:00Z', end: '2026-12-07T11:30:00Z' }],
}

describe('a shift that is dragged', () => {
  it('takes its breaks along, and its date', () => {
    const later = moved(shift, 'whole', 16 * 60, 'Europe/Berlin')
    expect(later).toMatchObject({
      date: '2026-12-08',
      start: '2026-12-07T23:00:00Z',
      end: '2026-12-08T07:30:00Z',
    })
    expect(later.breaks).toEqual([{ start: '2026-12-08T03:00:00Z', end: '2026-12-08T03:30:00Z' }])
  })

  it('by its end loses a break that would lie outside, and keeps an hour', () => {
    expect(moved(shift, 'end', -240, 'Europe/Berlin')).toMatchObject({
      end: '2026-12-07T11:30:00Z',
      breaks: [],
    })
    expect(moved(shift, 'start', 2000, 'Europe/Berlin').start).toBe('2026-12-07T14:30:00Z')
  })

  it('stays where it was put until it is let go', () => {
    const put = moved(shift, 'whole', 30, 'Europe/Berlin')
    expect(put.pinned).toBe(true)
    expect(pinned(put).pinned).toBe(false)
  })

  it('goes to somebody else as it is', () =>
    expect(given(shift, 'b')).toEqual({ ...shift, person: 'b', pinned: true }))
})

it('reads pixels as whole steps', () => {
  // A day on 960 pixels: 20 pixels are half an hour.
  expect(stepsOf(29, 960, 86_400_000, 30)).toBe(30)
  expect(stepsOf(-31, 960, 86_400_000, 30)).toBe(-60)
  expect(stepsOf(10, 0, 86_400_000, 30)).toBe(0)
})
