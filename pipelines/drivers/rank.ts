/** Which segments say most about a change. */
import type { Axes } from './statement.ts'
import type { Segment } from './types.ts'

export interface Candidate {
  axes: Axes
  segment: Segment
}

/** Share of the change that a segment has to add beyond its size. */
const LEAST_SCORE = 0.01
/** A pair says more than one of its sides only when it scores so much higher. */
const FINER_FROM = 1.1

/**
 * The highest score first. An effect appears as the pair where it is concentrated there, else as the single dimension, and
 * segments of the same rows appear once.
 */
export function rank(candidates: readonly Candidate[], change: number): Candidate[] {
  const scored = candidates
    .map((one) => ({ ...one, score: scoreOf(one.segment, change), key: keyOf(one.segment.cell) }))
    .filter(({ score }) => score > LEAST_SCORE * Math.abs(change))
  const scores = new Map(scored.map(({ key, score }) => [key, score]))
  const sides = ({ segment: { cell } }: Candidate) =>
    Object.entries(cell).map(([dimension, value]) => keyOf({ [dimension]: value }))
  const finer = scored.filter(
    (one) =>
      one.axes.length === 1 || sides(one).every((side) => one.score > FINER_FROM * (scores.get(side) ?? 0)),
  )
  const surpassed = new Set(finer.flatMap((one) => (one.axes.length === 1 ? [] : sides(one))))
  const ordered = finer
    .filter((one) => one.axes.length > 1 || !surpassed.has(one.key))
    .sort((a, b) => b.score - a.score || a.axes.length - b.axes.length || (a.key < b.key ? -1 : 1))
  return once(ordered)
}

/** Cells of the same size and parts that do not contradict each other are taken for the same rows. */
function once(ordered: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = []
  const bySize = new Map<string, number[]>()
  for (const one of ordered) {
    const { before, after, contribution, mix, cell } = one.segment
    const size = [before.n, after.n, contribution.toPrecision(9), mix.toPrecision(9)].join(' ')
    const places = bySize.get(size) ?? []
    const place = places.find((at) => !contradict(kept[at]?.segment.cell ?? {}, cell))
    const same = place === undefined ? undefined : kept[place]
    if (same && place !== undefined) {
      kept[place] = { ...same, segment: { ...same.segment, alike: [...same.segment.alike, cell] } }
    } else {
      bySize.set(size, [...places, kept.length])
      kept.push(one)
    }
  }
  return kept
}

function contradict(one: Segment['cell'], other: Segment['cell']): boolean {
  return Object.entries(one).some(([dimension, value]) => dimension in other && other[dimension] !== value)
}

/**
 * What a segment adds in the direction of the change beyond what its size alone would have it add; of one that works against the
 * change, how much.
 */
export function scoreOf(
  { contribution, weight }: Pick<Segment, 'contribution' | 'weight'>,
  change: number,
): number {
  if (contribution * change <= 0) return Math.abs(contribution)
  return Math.max(0, Math.abs(contribution) - weight * Math.abs(change))
}

function keyOf(cell: Segment['cell']): string {
  return JSON.stringify(Object.entries(cell))
}
