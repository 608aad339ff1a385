import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Both, type Split, type Sums, splitAmount, splitRatio } from './decompose.ts'

const sums = (a: number, b: number): Sums => ({ n: b, a, b, aa: a, ab: a, bb: b })
const add = (one: Sums, other: Sums): Sums => ({
  n: one.n + other.n,
  a: one.a + other.a,
  b: one.b + other.b,
  aa: one.aa + other.aa,
  ab: one.ab + other.ab,
  bb: one.bb + other.bb,
})
const wholeOf = (parts: readonly Both[]): Both => ({
  before: parts.map(({ before }) => before).reduce(add, sums(0, 0)),
  after: parts.map(({ after }) => after).reduce(add, sums(0, 0)),
})
const total = (splits: readonly Split[], of: 'contribution' | 'mix' | 'rate') =>
  splits.reduce((sum, split) => sum + split[of], 0)

/** Met of decided: `a` of `b`. */
const counted = fc
  .tuple(fc.nat(500), fc.nat(500))
  .map(([one, other]) => sums(Math.min(one, other), Math.max(one, other)))
const parts = fc
  .array(fc.record({ before: counted, after: counted }), { minLength: 1, maxLength: 12 })
  .filter((list) => wholeOf(list).before.b > 0 && wholeOf(list).after.b > 0)

describe.each([
  ['ratio', splitRatio, ({ a, b }: Sums) => a / b],
  ['amount', splitAmount, ({ a }: Sums) => a],
] as const)('%s', (way, split, figure) => {
  const changeOf = ({ before, after }: Both) => figure(after) - figure(before)

  it('adds up to the change, mix and rate to each contribution', () => {
    fc.assert(
      fc.property(parts, (list) => {
        const whole = wholeOf(list)
        const splits = list.map((part) => split(part, whole))
        expect(total(splits, 'contribution')).toBeCloseTo(changeOf(whole), 9)
        for (const { contribution, mix, rate } of splits) expect(mix + rate).toBeCloseTo(contribution, 9)
        if (way === 'amount') expect(total(splits, 'mix')).toBeCloseTo(0, 9)
      }),
    )
  })

  it('is the same backwards, with the sign turned', () => {
    fc.assert(
      fc.property(parts, (list) => {
        const turned = ({ before, after }: Both): Both => ({ before: after, after: before })
        for (const part of list) {
          const there = split(part, wholeOf(list))
          const back = split(turned(part), turned(wholeOf(list)))
          expect(back.mix).toBeCloseTo(-there.mix, 9)
          expect(back.rate).toBeCloseTo(-there.rate, 9)
        }
      }),
    )
  })

  it('gives a segment what its halves get together when it is cut further', () => {
    fc.assert(
      fc.property(parts, parts, (one, others) => {
        const whole = wholeOf([...one, ...others])
        const halves = one.map((part) => split(part, whole))
        expect(total(halves, 'contribution')).toBeCloseTo(split(wholeOf(one), whole).contribution, 9)
      }),
    )
  })

  it('explains nothing by what did not move', () => {
    fc.assert(
      fc.property(parts, (list) => {
        const still = list.map(({ before }) => ({ before, after: before }))
        fc.pre(wholeOf(still).before.b > 0)
        for (const part of still) expect(split(part, wholeOf(still)).contribution).toBeCloseTo(0, 12)
      }),
    )
  })
})

describe('ratio', () => {
  it("tells mix from rate in Simpson's paradox", () => {
    // Both teams got better, yet the whole got worse: the work moved to the harder team.
    const easy = { before: sums(720, 800), after: sums(184, 200) }
    const hard = { before: sums(60, 200), after: sums(280, 800) }
    const whole = wholeOf([easy, hard])
    const splits = [easy, hard].map((part) => splitRatio(part, whole))
    expect(whole.before.a / whole.before.b).toBeCloseTo(0.78, 12)
    expect(whole.after.a / whole.after.b).toBeCloseTo(0.464, 12)
    // Rates: half the weight in the mean of both periods, up by 0.02 and 0.05.
    expect(splits.map(({ rate }) => rate)).toEqual([expect.closeTo(0.01, 12), expect.closeTo(0.025, 12)])
    // Mix: ∓0.6 of weight, at 0.91 and 0.325 held against the middle, 0.622.
    expect(splits.map(({ mix }) => mix)).toEqual([
      expect.closeTo((0.91 - 0.622) * -0.6, 12),
      expect.closeTo((0.325 - 0.622) * 0.6, 12),
    ])
    expect(total(splits, 'contribution')).toBeCloseTo(-0.316, 12)
  })

  it('takes a segment that is new for mix alone', () => {
    const old = { before: sums(90, 100), after: sums(90, 100) }
    const fresh = { before: sums(0, 0), after: sums(20, 100) }
    const split = splitRatio(fresh, wholeOf([old, fresh]))
    expect(split).toMatchObject({ rate: 0, mix: expect.closeTo((0.2 - (0.9 + 0.55) / 2) * 0.5, 12) })
  })

  it('is the Shapley value of weight and figure', () => {
    fc.assert(
      fc.property(parts, (list) => {
        const whole = wholeOf(list)
        const middle = (whole.before.a / whole.before.b + whole.after.a / whole.after.b) / 2
        for (const part of list.filter(({ before, after }) => before.b > 0 && after.b > 0)) {
          const worth = (w: Sums, r: Sums, all: Sums) => (w.b / all.b) * (r.a / r.b - middle)
          const { before: b, after: a } = part
          const weightFirst = worth(a, b, whole.after) - worth(b, b, whole.before)
          const weightLast = worth(a, a, whole.after) - worth(b, a, whole.before)
          expect(splitRatio(part, whole).mix).toBeCloseTo((weightFirst + weightLast) / 2, 9)
        }
      }),
    )
  })
})

describe('amount', () => {
  it('keeps growth with the whole apart from what a segment did on its own', () => {
    const whole = { before: sums(100, 100), after: sums(200, 200) }
    // A fifth of 100 and a fifth of 200: it grew as the whole did.
    expect(splitAmount({ before: sums(20, 20), after: sums(40, 40) }, whole)).toMatchObject({
      contribution: 20,
      mix: 0,
      rate: 20,
    })
    expect(splitAmount({ before: sums(20, 20), after: sums(20, 20) }, whole)).toMatchObject({
      contribution: 0,
      mix: expect.closeTo(-15, 12),
      rate: expect.closeTo(15, 12),
    })
  })
})
