import { expect, it } from 'vitest'
import { addUnits } from '../../../lib/time/zone.ts'
import { DAYS, reachOf } from './reach.ts'

const YEAR_MS = 366 * 86_400_000

it.each(['UTC', 'Europe/Berlin', 'America/New_York'])(
  'plans nothing beyond a year, whatever the hour, in %s',
  (zone) => {
    for (let hour = 0; hour < 24 * 366; hour += 7) {
      const now = Date.parse('2026-01-01T00:00:00Z') + hour * 3_600_000
      const { first, last } = reachOf(now, zone)
      expect(addUnits(last, DAYS, 'd', zone)).toBeLessThanOrEqual(now + YEAR_MS)
      expect(addUnits(last, DAYS + 1, 'd', zone)).toBeGreaterThan(now + YEAR_MS)
      expect(addUnits(first, DAYS, 'd', zone)).toBeGreaterThan(now)
      expect(addUnits(first, DAYS - 1, 'd', zone)).toBeLessThanOrEqual(now)
    }
  },
)
