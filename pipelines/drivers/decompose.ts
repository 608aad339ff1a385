/**
 * What one segment adds to the change of the whole, exactly and whichever way round. For ratios and means this is the Bennet
 * decomposition (Bennet 1920; the Shapley value of two factors): weights and figures are held at the mean of both periods.
 */
import type { Part } from './types.ts'

/** Sums over the rows of one segment in one period: `a` over `b` is the figure of a ratio, `a` alone that of an amount. */
export interface Sums {
  n: number
  a: number
  b: number
  aa: number
  ab: number
  bb: number
}

export interface Both {
  before: Sums
  after: Sums
}

export const NOTHING: Sums = { n: 0, a: 0, b: 0, aa: 0, ab: 0, bb: 0 }

export interface Split extends Part {
  weight: number
  /** Variance of the contribution, as if rows were independent. */
  variance: number
}

/**
 * Of a metric that adds up. `rate` is the segment's mean share of the whole's growth, `mix` the change of its share at the mean size:
 * N̄·Δw + w̄·ΔN. Where one period has nothing, all is growth. Over all segments `mix` is 0.
 */
export function splitAmount({ before, after }: Both, whole: Both): Split {
  const [w0, w1] = shares(before.a, after.a, whole.before.a, whole.after.a)
  const weight = (w0 + w1) / 2
  return {
    contribution: after.a - before.a,
    mix: ((whole.before.a + whole.after.a) / 2) * (w1 - w0),
    rate: weight * (whole.after.a - whole.before.a),
    weight,
    variance: before.aa + after.aa,
  }
}

/**
 * Of a ratio or mean, both of whose periods have a figure: `mix` = (r̄ − M̄)·Δw, `rate` = w̄·Δr, with w the segment's share of the
 * denominator, r its figure and M the whole's. A segment that is there in one period only has no Δr: all of it is mix.
 */
export function splitRatio({ before, after }: Both, whole: Both): Split {
  const w0 = before.b / whole.before.b
  const w1 = after.b / whole.after.b
  const [r0, r1] = ratios(before, after)
  const middle = (whole.before.a / whole.before.b + whole.after.a / whole.after.b) / 2
  const mix = ((r0 + r1) / 2 - middle) * (w1 - w0)
  const weight = (w0 + w1) / 2
  const rate = weight * (r1 - r0)
  const lean = ((r0 + r1) / 2 - middle) ** 2
  const variance =
    weight ** 2 * (ratioVariance(before) + ratioVariance(after)) +
    lean * (shareVariance(w0, whole.before.n) + shareVariance(w1, whole.after.n))
  return { contribution: mix + rate, mix, rate, weight, variance }
}

export function scaled(split: Split, factor: number): Split {
  return {
    contribution: split.contribution * factor,
    mix: split.mix * factor,
    rate: split.rate * factor,
    weight: split.weight,
    variance: split.variance * factor ** 2,
  }
}

function shares(a0: number, a1: number, all0: number, all1: number): [number, number] {
  const w0 = all0 === 0 ? null : a0 / all0
  const w1 = all1 === 0 ? null : a1 / all1
  return [w0 ?? w1 ?? 0, w1 ?? w0 ?? 0]
}

function ratios(before: Sums, after: Sums): [number, number] {
  const r0 = before.b === 0 ? null : before.a / before.b
  const r1 = after.b === 0 ? null : after.a / after.b
  return [r0 ?? r1 ?? 0, r1 ?? r0 ?? 0]
}

/** Delta method: residuals a − r·b over the denominator squared. */
function ratioVariance({ a, b, aa, ab, bb }: Sums): number {
  if (b === 0) return 0
  const r = a / b
  return Math.max(0, aa - 2 * r * ab + r * r * bb) / (b * b)
}

function shareVariance(w: number, n: number): number {
  return n === 0 ? 0 : Math.max(0, w * (1 - w)) / n
}
