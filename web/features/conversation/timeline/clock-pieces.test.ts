import { expect, it } from 'vitest'
import { piecesOf } from './clock-pieces.ts'

const at = (hour: number) => Date.UTC(2026, 2, 4, hour)
const clock = {
  from: at(8),
  to: at(14),
  open: false,
  target: 'resolution',
  cycle: 1,
  state: 'breached',
  dueAt: at(12),
  breachedAt: at(12),
  pausedS: 0,
}
const stretch = (kind: 'counted' | 'paused', from: number, to: number) => ({
  kind,
  from: new Date(at(from)).toISOString(),
  to: new Date(at(to)).toISOString(),
  seconds: (to - from) * 3600,
  status: 'open',
  team: null,
  calendar: 'default',
  calendarVersion: 1,
})

it('cuts stretches where the promise was broken', () => {
  const pieces = piecesOf(clock, [
    stretch('counted', 8, 9),
    stretch('paused', 9, 11),
    stretch('counted', 11, 14),
  ])
  expect(pieces).toEqual([
    { kind: 'counted', from: at(8), to: at(9), late: false },
    { kind: 'paused', from: at(9), to: at(11), late: false },
    { kind: 'counted', from: at(11), to: at(12), late: false },
    { kind: 'counted', from: at(12), to: at(14), late: true },
  ])
})

it('is one piece until the stretches are known', () => {
  expect(piecesOf({ ...clock, breachedAt: null }, null)).toEqual([
    { kind: 'counted', from: at(8), to: at(14), late: false },
  ])
})
