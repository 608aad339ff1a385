import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarSchema } from './calendar.ts'
import { compileCalendar } from './compile.ts'
import { dayStretches, OPEN_DAY_MS, openStretches } from './stretches.ts'

const calendar = calendarSchema.parse({
  zone: 'Europe/Berlin',
  week: {
    mon: [
      ['09:00', '12:00'],
      ['13:00', '17:30'],
    ],
    wed: [['00:00', '24:00']],
    thu: [
      ['00:00', '02:00'],
      ['22:00', '24:00'],
    ],
    fri: [['00:00', '06:00']],
  },
  holidays: ['2026-03-30'],
})
const FROM = Date.UTC(2026, 2, 1)
const TO = Date.UTC(2026, 4, 1)
const { intervals } = compileCalendar(calendar, '2026-03-01', '2026-04-30')
const days = dayStretches(intervals, FROM, TO)
const open = openStretches(intervals)

/** Second by definition: what the intervals themselves say. */
function openMsAt(at: number): number {
  return intervals.reduce((sum, one) => sum + Math.max(0, Math.min(at, one.closesAtMs) - one.opensAtMs), 0)
}

describe('stretches', () => {
  it('agree with the open intervals at every instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: FROM, max: TO - 1 }), (at) => {
        const day = Math.floor(at / 86_400_000) * 86_400_000
        const found = days.filter((one) => one.dayMs === day && one.fromMs <= at && at < one.toMs)
        expect(found).toHaveLength(1)
        const [one] = found
        expect((one?.openMsBefore ?? 0) + (one?.isOpen ? at - one.fromMs : 0)).toBe(openMsAt(at))
      }),
      { numRuns: 2000 },
    )
  })

  it('lead from open time back to the first instant that has it', () => {
    const all = openMsAt(TO)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: all }), (amount) => {
        const found = open.filter(
          (one) =>
            one.openDay === Math.floor((amount - 1) / OPEN_DAY_MS) &&
            one.fromOpenMs < amount &&
            amount <= one.toOpenMs,
        )
        expect(found).toHaveLength(1)
        const [one] = found
        const at = (one?.fromMs ?? 0) + amount - (one?.fromOpenMs ?? 0)
        expect(openMsAt(at)).toBe(amount)
        expect(openMsAt(at - 1)).toBe(amount - 1)
      }),
      { numRuns: 2000 },
    )
  })
})
