import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'
import { DAY_MS } from './days.ts'
import { DAYS, FIRST_DAY, RUNS, SEED, spans, ZONES } from './test-calendars.ts'
import { wallClock } from './zone.ts'

const clocks = new Map(
  ZONES.map((zone) => [zone, wallClock(zone, FIRST_DAY * DAY_MS, (FIRST_DAY + DAYS) * DAY_MS)]),
)

/** The standard's own arithmetic; a wall time in the gap, which it carries over, moves to the end of the gap. */
function byTemporal(zone: string, wallMs: number): number {
  const wall = Temporal.PlainDateTime.from(new Date(wallMs).toISOString().slice(0, -1))
  const zoned = wall.toZonedDateTime(zone, { disambiguation: 'compatible' })
  if (zoned.toPlainDateTime().equals(wall)) return zoned.epochMilliseconds
  const before = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  return before.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.NaN
}

it('finds the instant of a wall time as Temporal does, in any order', () => {
  fc.assert(
    fc.property(spans(1), fc.nat(DAY_MS / 60_000), ({ calendar: { zone }, instants }, minute) => {
      const wall = Math.floor((instants[0] ?? 0) / DAY_MS) * DAY_MS + minute * 60_000
      expect(clocks.get(zone)?.(wall)).toBe(byTemporal(zone, wall))
    }),
    { numRuns: RUNS, seed: SEED },
  )
})

it('knows zones whose offset is no whole minute, and years of ever later rules', () => {
  const monrovia = wallClock('Africa/Monrovia', Date.UTC(1971, 0, 1), Date.UTC(1973, 0, 1))
  expect(new Date(monrovia(Date.UTC(1971, 5, 1))).toISOString()).toBe('1971-06-01T00:44:30.000Z')
  const berlin = wallClock('Europe/Berlin', Date.UTC(2190, 0, 1), Date.UTC(2190, 11, 31))
  expect(new Date(berlin(Date.UTC(2190, 6, 1, 12))).toISOString()).toBe('2190-07-01T10:00:00.000Z')
})
