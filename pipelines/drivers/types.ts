/** The question "why did it move?" and its answer, shared by the API, the command line, the pages and reports. */
import type { Comparison, Filter } from '../metrics/types.ts'

export interface DriversInput {
  metric: string
  /** The period to explain, half-open, as in a query. */
  from?: string
  to?: string
  /** IANA zone; UTC unless told. */
  tz?: string
  filters?: readonly Filter[]
  /** The period before: moved back by whole weeks (`previous`, unless told) or by 52 weeks. */
  compare?: Comparison
  /** The period before, named; instead of `compare`. */
  against?: { from: string; to: string }
  /** What to cut by; all dimensions of the metric unless told. */
  dimensions?: readonly string[]
  /** Also every two of the dimensions together; so unless told. */
  pairs?: boolean
  /** Ranked segments at most; 12 unless told. */
  limit?: number
}

/** How the metric is taken apart; see `docs/drivers.md`. */
export type Way = 'amount' | 'ratio' | 'quantile'

export interface Figure {
  /** Null where nothing can be said: no rows, or fewer than the metric's smallest n. */
  value: number | null
  n: number
}

/** What a part adds to the change, in the metric's unit: `mix` + `rate` = `contribution`. */
export interface Part {
  contribution: number
  /** The part's weight changed. For amounts: what it did differently from the whole. */
  mix: number
  /** The part's own figure changed. For amounts: what it would have done, had it moved as the whole did. */
  rate: number
}

export interface Segment extends Part {
  /** Dimension → value; `null` stands for "no value". One dimension, or two. */
  cell: Readonly<Record<string, string | null>>
  before: Figure
  after: Figure
  /** Contribution ÷ change; null where the whole did not move. */
  share: number | null
  /** Its weight in the whole, mean of both periods: the share it would have, had it moved as the whole did. */
  weight: number
  /** Other cells of the same size and parts: the same rows by another name. */
  alike: readonly Readonly<Record<string, string | null>>[]
  /** Contribution beyond twice its standard error, as if rows were independent. */
  clear: boolean
}

/** One way of cutting the whole: `segments`, `further` and `heldBack` add up to the change. */
export interface Cut {
  by: readonly string[]
  /** Those that add most, either way, first. */
  segments: readonly Segment[]
  /** Further segments, together. */
  further: Pooled
  /** Segments with fewer rows than `held.below` in both periods, together. */
  heldBack: Pooled
  /** Of all segments together: `mix` + `rate` = change. */
  mix: number
  rate: number
}

export interface Pooled extends Part {
  /** How many. */
  segments: number
  before: number
  after: number
}

/** Why there is nothing to explain. */
export type Unexplained = 'nothing_before' | 'nothing_after' | 'too_few' | 'too_little'

export interface DriversResult {
  metric: string
  way: Way
  before: Figure & { from: string; to: string }
  after: Figure & { from: string; to: string }
  /** After − before, in the metric's unit; null where one side has no figure. */
  change: number | null
  unexplained: Unexplained | null
  /** Segments of all cuts that explain most beyond their size, at their most telling cut. They overlap: their shares do not add up. */
  ranked: readonly Segment[]
  /** Every single dimension with two values or more, and the pairs that ranked segments are of. */
  cuts: readonly Cut[]
  held: {
    /** Segments with fewer rows in both periods are not named. */
    below: number
    /** How many segments that was, over all cuts. */
    segments: number
    /** Segments left out of the ranking because chance alone could have moved them so. */
    withinChance: number
  }
  /** Each key (ticket, customer) counts in one segment only: that of its latest or deciding row. */
  oncePer: string | null
  meta: { tz: string; asOf: string; dataVersion: number; cuts: number; ms: number }
}
