/** Segments taken together. */
import type { Part, Pooled } from './types.ts'

interface Poolable extends Part {
  before: { n: number }
  after: { n: number }
}

export function poolOf(parts: readonly Poolable[]): Pooled {
  return {
    segments: parts.length,
    before: parts.reduce((sum, { before }) => sum + before.n, 0),
    after: parts.reduce((sum, { after }) => sum + after.n, 0),
    contribution: sumOf(parts, 'contribution'),
    mix: sumOf(parts, 'mix'),
    rate: sumOf(parts, 'rate'),
  }
}

export function sumOf(parts: readonly Part[], of: keyof Part): number {
  return parts.reduce((sum, part) => sum + part[of], 0)
}
