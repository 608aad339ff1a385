import fc from 'fast-check'
import { expect, it } from 'vitest'
import { scaleOf, stretchesOf, zeroOf } from './part-bar.ts'

const part = (mix: number, rate: number) => ({ mix, rate, contribution: mix + rate })

it('puts parts of one sign end to end and of two on both sides of zero', () => {
  const scale = scaleOf([part(-2, -6), part(2, -4)])
  expect(scale).toEqual({ low: -8, high: 2 })
  expect(zeroOf(scale)).toBe(0.8)
  expect(stretchesOf(part(-2, -6), scale)).toEqual([
    { kind: 'rate', from: expect.closeTo(0.2), to: 0.8 },
    { kind: 'mix', from: 0, to: expect.closeTo(0.2) },
  ])
  expect(stretchesOf(part(2, -4), scale)).toEqual([
    { kind: 'rate', from: expect.closeTo(0.4), to: 0.8 },
    { kind: 'mix', from: 0.8, to: 1 },
  ])
})

it('draws lengths in proportion, within the scale', () => {
  const size = fc.double({ min: -100, max: 100, noNaN: true })
  fc.assert(
    fc.property(fc.array(fc.tuple(size, size), { minLength: 1, maxLength: 8 }), (pairs) => {
      const parts = pairs.map(([mix, rate]) => part(mix, rate))
      const scale = scaleOf(parts)
      for (const one of parts) {
        const drawn = stretchesOf(one, scale)
        for (const { kind, from, to } of drawn) {
          expect(Math.min(from, to)).toBeGreaterThanOrEqual(-1e-9)
          expect(Math.max(from, to)).toBeLessThanOrEqual(1 + 1e-9)
          expect((to - from) * (scale.high - scale.low)).toBeCloseTo(Math.abs(one[kind]), 6)
        }
      }
    }),
  )
})
