import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AlertState,
  FLAP_MS,
  isFiring,
  type Observation,
  type Phase,
  step,
  type Timing,
  unseen,
} from './machine.ts'

const MIN = 60_000
const timing: Timing = {
  is: 'above',
  enter: 10,
  leave: 8,
  forMs: 5 * MIN,
  keepMs: 10 * MIN,
  thinMs: 30 * MIN,
}
const value = (v: number): Observation => ({ kind: 'reading', value: v, n: 20 })

function run(seen: readonly Observation[], how: Partial<Timing> = {}, everyMs = MIN): AlertState[] {
  let state = unseen(0)
  return seen.map((one, i) => (state = step(state, one, { ...timing, ...how }, i * everyMs)))
}
const phases = (states: readonly AlertState[]): Phase[] => states.map(({ phase }) => phase)

describe('one alert', () => {
  it('waits for `for`, fires, and recovers only after it has kept quiet below the leaving threshold', () => {
    const seen = [...Array(6).fill(value(10)), value(9), value(7), ...Array(9).fill(value(7)), value(7)]
    const states = run(seen)
    expect(phases(states)).toEqual([
      ...Array(5).fill('pending'),
      'firing',
      'firing',
      ...Array(10).fill('recovering'),
      'normal',
    ])
    expect(states[5]?.firedMs).toBe(5 * MIN)
    expect(states.at(-1)).toMatchObject({ firedMs: null, clearedMs: 17 * MIN })
  })

  it('forgets a waiting that is interrupted, and a recovering that is', () => {
    expect(phases(run([value(10), value(9.9), value(10)]))).toEqual(['pending', 'normal', 'pending'])
    const back = run([value(10), value(7), value(8), value(7)], { forMs: 0 })
    expect(phases(back)).toEqual(['firing', 'recovering', 'firing', 'recovering'])
    expect(back.every((state) => state.firedMs === 0)).toBe(true)
  })

  it('looks the other way for what is too low, and takes a threshold that is reached for crossed', () => {
    const below = { is: 'below' as const, enter: 0.8, leave: 0.85, forMs: 0, keepMs: 0 }
    expect(phases(run([value(0.81), value(0.8), value(0.85), value(0.86)], below))).toEqual([
      'normal',
      'firing',
      'firing',
      'normal',
    ])
  })

  it('keeps what it knew through blindness, too few and closing hours: nothing is resolved by not looking', () => {
    const blind: Observation = { kind: 'no_data', reason: 'silent' }
    const broken: Observation = { kind: 'error', reason: 'no answer' }
    const seen = [
      value(12),
      blind,
      broken,
      { kind: 'too_few', n: 1 } as const,
      { kind: 'resting' } as const,
      value(12),
    ]
    const states = run(seen, { forMs: 0 })
    expect(phases(states)).toEqual(['firing', 'no_data', 'error', 'recovering', 'recovering', 'firing'])
    expect(states.every((state) => state.firedMs === 0)).toBe(true)
    expect(phases(run([value(12), { kind: 'resting' }, value(12)]))).toEqual(['pending', 'normal', 'pending'])
  })

  it('is over when there were too few to tell for as long as a figure reaches back, and no sooner', () => {
    const thin = Array(31).fill({ kind: 'too_few', n: 1 })
    const states = run([value(12), ...thin], { forMs: 0 })
    expect(states.slice(0, -1).every(isFiring)).toBe(true)
    expect(states.at(-1)).toMatchObject({ phase: 'normal', firedMs: null, clearedMs: 31 * MIN })
    const seenAgain = run([value(12), ...thin.slice(0, 29), value(9), ...thin.slice(0, 29)], { forMs: 0 })
    expect(seenAgain.every((state) => state.firedMs === 0)).toBe(true)
    expect(run([value(12), ...thin, ...thin], { forMs: 0, thinMs: null }).at(-1)).toMatchObject({
      firedMs: 0,
    })
  })

  it('is over at once when what it was about is', () => {
    const states = run([value(12), { kind: 'over', reason: 'over' }], { forMs: 0 })
    expect(states[1]).toMatchObject({ phase: 'normal', firedMs: null, clearedMs: MIN })
  })

  it('counts a restless figure as one firing until it has been quiet', () => {
    const seen = Array.from({ length: 240 }, (_, i) => value(i % 2 === 0 ? 12 : 5))
    const states = run([...seen, ...Array(80).fill(value(5))], { forMs: 0, keepMs: 0 }, 30_000)
    const begun = states.filter((state, i) => isFiring(state) && !isFiring(states[i - 1] ?? unseen(0))).length
    expect(begun).toBeLessThanOrEqual(3)
    expect(states[200]?.flapping).toBe(true)
    const quietFrom = states.findIndex((state, i) => i >= 240 && !isFiring(state))
    expect((quietFrom - 239) * 30_000).toBeGreaterThan(FLAP_MS - 2 * MIN)
    expect(states.at(-1)).toMatchObject({ phase: 'normal', flapping: false })
  })

  it('never fires before `for` has passed above `enter`, whatever comes', () => {
    const any = fc.oneof(
      fc.double({ min: 0, max: 20, noNaN: true }).map(value),
      fc.constantFrom<Observation>(
        { kind: 'too_few', n: 1 },
        { kind: 'resting' },
        { kind: 'no_data', reason: '' },
      ),
    )
    fc.assert(
      fc.property(fc.array(any, { maxLength: 60 }), (seen) => {
        const states = run(seen)
        states.forEach((state, i) => {
          if (state.firedMs !== i * MIN) return
          const needed = seen.slice(i - 5, i + 1).filter((one) => one.kind === 'reading')
          expect(needed.every((one) => one.kind === 'reading' && one.value >= 10)).toBe(true)
          expect(seen[i]).toMatchObject({ kind: 'reading' })
        })
      }),
    )
  })
})
