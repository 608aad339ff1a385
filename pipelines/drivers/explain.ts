/** From the sums of all segments to what they add, which of them are named, and in which order. */
import type { Metric } from '../metrics/catalog.ts'
import { rounded } from '../metrics/series.ts'
import { type Both, type Split, scaled, splitAmount, splitRatio } from './decompose.ts'
import { poolOf, sumOf } from './pool.ts'
import { rank } from './rank.ts'
import { type Axes, type Found, NOBODY, type Taking, WHOLE } from './statement.ts'
import type { Cut, DriversResult, Figure, Segment } from './types.ts'

/** Segments with fewer rows than this in both periods are never named, whatever the metric's own smallest n. */
const LEAST_ROWS = 5
const SEGMENTS_SHOWN = 12
/** Standard errors beyond which a contribution is taken for more than chance. */
const CLEAR_FROM = 2

export type Explained = Pick<DriversResult, 'change' | 'unexplained' | 'ranked' | 'cuts' | 'held'> & {
  before: Figure
  after: Figure
}

export function explain(
  metric: Metric,
  taking: Taking,
  dimensions: readonly string[],
  found: ReadonlyMap<Axes, readonly Found[]>,
  limit: number,
): Explained {
  const [whole = NOBODY] = found.get(WHOLE) ?? []
  const below = Math.max(metric.min_n, LEAST_ROWS)
  const before = figureOf(metric, taking, whole, 'before')
  const after = figureOf(metric, taking, whole, 'after')
  const missing = missingOf(metric, taking, whole)
  const change = missing
    ? null
    : (unroundedOf(taking, whole, 'after') ?? 0) - (unroundedOf(taking, whole, 'before') ?? 0)
  const factor = change === null ? null : factorOf(taking, whole, change)
  if (change === null || factor === null) {
    const held = { below, segments: 0, withinChance: 0 }
    return { before, after, change, unexplained: missing ?? 'too_little', ranked: [], cuts: [], held }
  }
  const split = (part: Both): Split =>
    scaled(taking.way === 'amount' ? splitAmount(part, whole) : splitRatio(part, whole), factor)
  const cuts = [...found]
    .filter(([axes, segments]) => axes !== WHOLE && segments.length > 1)
    .map(([axes, segments]) => {
      const named: Segment[] = []
      const heldBack: (Split & Both)[] = []
      for (const one of segments) {
        const { variance, ...parts } = split(one)
        if (Math.max(one.before.n, one.after.n) < below) {
          heldBack.push({ ...parts, variance, before: one.before, after: one.after })
          continue
        }
        named.push({
          cell: Object.fromEntries(axes.map((axis, index) => [dimensions[axis], one.values[index] ?? null])),
          before: figureOf(metric, taking, one, 'before'),
          after: figureOf(metric, taking, one, 'after'),
          ...parts,
          share: change === 0 ? null : parts.contribution / change,
          clear: Math.abs(parts.contribution) > CLEAR_FROM * Math.sqrt(variance),
          alike: [],
        })
      }
      return { axes, named: named.sort(byContribution), heldBack }
    })
  const candidates = cuts.flatMap(({ axes, named }) => named.map((segment) => ({ axes, segment })))
  const clear = candidates.filter(({ segment }) => segment.clear)
  const ranked = rank(clear, change).slice(0, limit)
  return {
    before,
    after,
    change,
    unexplained: null,
    ranked: ranked.map(({ segment }) => segment),
    cuts: cuts
      .filter(({ axes }) => axes.length === 1 || ranked.some((one) => one.axes === axes))
      .map(({ axes, named, heldBack }): Cut => {
        const all = [...named, ...heldBack]
        return {
          by: axes.map((axis) => dimensions[axis] ?? ''),
          segments: named.slice(0, SEGMENTS_SHOWN),
          further: poolOf(named.slice(SEGMENTS_SHOWN)),
          heldBack: poolOf(heldBack),
          mix: sumOf(all, 'mix'),
          rate: sumOf(all, 'rate'),
        }
      }),
    held: {
      below,
      segments: cuts.reduce((sum, { heldBack }) => sum + heldBack.length, 0),
      withinChance: candidates.length - clear.length,
    },
  }
}

const byContribution = (a: Segment, b: Segment) => Math.abs(b.contribution) - Math.abs(a.contribution)

function missingOf(metric: Metric, { way }: Taking, { before, after }: Both): DriversResult['unexplained'] {
  if (way === 'amount') return before.n === 0 && after.n === 0 ? 'nothing_after' : null
  if (before.b === 0) return 'nothing_before'
  if (after.b === 0) return 'nothing_after'
  return Math.min(before.n, after.n) < metric.min_n ? 'too_few' : null
}

/**
 * A quantile's change, for one unit of the change of the mean of the clamped values; null where these did not move the same way, as
 * happens when the quantile moved by less than one row.
 */
function factorOf({ way }: Taking, { before, after }: Both, change: number): number | null {
  if (way !== 'quantile') return 1
  const moved = after.a / after.b - before.a / before.b
  return moved * change > 0 ? change / moved : null
}

function figureOf(metric: Metric, taking: Taking, one: Found, side: keyof Both): Figure {
  const { n } = one[side]
  const value = n < metric.min_n ? null : unroundedOf(taking, one, side)
  return { value: value === null ? null : rounded(value), n }
}

function unroundedOf({ way }: Taking, one: Found, side: keyof Both): number | null {
  const { a, b } = one[side]
  if (way === 'amount') return a
  return way === 'quantile' ? one.quantiles[side] : b === 0 ? null : a / b
}
