import { describe, expect, it } from 'vitest'
import { addUnits, instantOf, isZone, startOf, type Wall, wallOf } from './zone.ts'

const at = (text: string) => Date.parse(text)
const wall = (year: number, month: number, day: number, hour = 0, minute = 0): Wall => ({
  year,
  month,
  day,
  hour,
  minute,
  second: 0,
})

describe('wall time in a zone', () => {
  it('reads the wall clock on both sides of a change to summer time', () => {
    expect(wallOf(at('2026-03-29T00:59:59Z'), 'Europe/Berlin')).toMatchObject({
      hour: 1,
      minute: 59,
      second: 59,
    })
    expect(wallOf(at('2026-03-29T01:00:00Z'), 'Europe/Berlin')).toMatchObject({ hour: 3, minute: 0 })
  })

  it('moves a skipped wall time to the first valid instant', () => {
    expect(instantOf(wall(2026, 3, 29, 2, 30), 'Europe/Berlin')).toBe(at('2026-03-29T01:00:00Z'))
    expect(instantOf(wall(2026, 9, 6, 0, 0), 'America/Santiago')).toBe(at('2026-09-06T04:00:00Z'))
  })

  it('takes the first occurrence of a repeated wall time', () => {
    expect(instantOf(wall(2026, 10, 25, 2, 30), 'Europe/Berlin')).toBe(at('2026-10-25T00:30:00Z'))
    expect(instantOf(wall(2026, 11, 1, 1, 15), 'America/New_York')).toBe(at('2026-11-01T05:15:00Z'))
  })

  it('starts days, ISO weeks, months and years at local midnight', () => {
    const instant = at('2026-03-29T20:00:00Z')
    expect(startOf(instant, 'd', 'Europe/Berlin')).toBe(at('2026-03-28T23:00:00Z'))
    expect(startOf(instant, 'w', 'Europe/Berlin')).toBe(at('2026-03-22T23:00:00Z'))
    expect(startOf(instant, 'M', 'Asia/Kathmandu')).toBe(at('2026-02-28T18:15:00Z'))
    expect(startOf(instant, 'y', 'America/New_York')).toBe(at('2026-01-01T05:00:00Z'))
    expect(startOf(at('2026-03-29T20:20:00Z'), 'h', 'Asia/Kathmandu')).toBe(at('2026-03-29T20:15:00Z'))
  })

  it('adds days as wall time and hours as real time', () => {
    const eve = at('2026-03-28T11:00:00Z')
    expect(addUnits(eve, 1, 'd', 'Europe/Berlin')).toBe(at('2026-03-29T10:00:00Z'))
    expect(addUnits(eve, 24, 'h', 'Europe/Berlin')).toBe(at('2026-03-29T11:00:00Z'))
  })

  it('clamps month arithmetic to the end of the month', () => {
    expect(addUnits(at('2026-01-31T12:00:00Z'), 1, 'M', 'UTC')).toBe(at('2026-02-28T12:00:00Z'))
    expect(addUnits(at('2024-02-29T12:00:00Z'), -1, 'y', 'UTC')).toBe(at('2023-02-28T12:00:00Z'))
    expect(addUnits(at('2026-01-15T12:00:00Z'), -13, 'M', 'UTC')).toBe(at('2024-12-15T12:00:00Z'))
  })

  it('knows zones from nonsense', () => {
    expect(isZone('Europe/Berlin')).toBe(true)
    expect(isZone('Mars/Olympus')).toBe(false)
  })
})
