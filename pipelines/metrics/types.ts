/** The question and the answer, shared by the API, the command line and the pages. */
export type Grain = 'hour' | 'day' | 'week' | 'month'
export type Comparison = 'previous' | 'year'

/** `log`: bins of named durations, each about 1.4 times as long as the one before. Else the edges, ascending, in seconds. */
export type Bins = 'log' | readonly number[]

export interface Filter {
  dimension: string
  /** `null` stands for "no value". */
  values: readonly (string | null)[]
  exclude?: boolean
}

export interface QueryInput {
  metrics: readonly string[]
  by?: readonly string[]
  grain?: Grain | null
  /** ISO instant or local date in `tz`; half-open range. Absent: the whole history. */
  from?: string
  to?: string
  /** IANA zone; UTC unless told. */
  tz?: string
  filters?: readonly Filter[]
  compare?: Comparison | null
  /** Rows at most, highest first metric first; without a grain only. */
  limit?: number
  /**
   * One metric of durations, cut by how long its rows took as well: column `bin` (from) and `bin_to` (up to, exclusive; null for
   * the last). All bins from the first to the last that hold rows are there.
   */
  bins?: Bins | null
}

/** Of exactly the rows that a metric's figure rests on, in its unit; quantiles are exact. */
export interface Spread {
  n: number
  mean: number
  min: number
  p25: number
  p50: number
  p75: number
  p90: number
  p95: number
  p99: number
  max: number
}

export interface QueryColumn {
  name: string
  role: 'time' | 'dimension' | 'bin' | 'value' | 'n' | 'previous' | 'previous_n'
  /** Metric or dimension id. */
  id: string
  unit?: string
}

/**
 * Column-wise. Names: `time` (ISO instant of the bucket's start), dimension ids, then per metric
 * `<metric>`, `<metric>__n`, and with a comparison `<metric>__previous`, `<metric>__previous_n`.
 */
export interface QueryResult {
  columns: readonly QueryColumn[]
  data: Readonly<Record<string, readonly (string | number | null)[]>>
  rowCount: number
  meta: {
    from: string
    to: string
    tz: string
    previous: { from: string; to: string } | null
    /** Instant that the models were brought up to. */
    asOf: string
    dataVersion: number
    /** Start of the bucket that is not over yet, if the last one is not. */
    incompleteFrom: string | null
    /** Metrics answered from histograms (within 1 %). */
    approximate: readonly string[]
    /** Metrics whose cohort still has open members, with how many. */
    stillOpen: Readonly<Record<string, number>>
    sources: readonly ('facts' | 'rollup')[]
    /** With bins: the whole that they add up to; null when there is nothing. */
    spread?: Spread | null
    ms: number
  }
}

export interface DrillInput extends Omit<QueryInput, 'metrics' | 'by' | 'limit' | 'compare'> {
  metric: string
  /** The mark: dimension id → its value, `time` for a bucket's start, and `bin` for where a bar of these `bins` begins. */
  cell?: Readonly<Record<string, string | null>>
  limit?: number
  offset?: number
}

export interface DrillResult {
  fact: string
  columns: readonly { name: string; type: string }[]
  rows: readonly Record<string, unknown>[]
  /** Rows in all; equals the mark's n. */
  total: number
  /** The figure recomputed from exactly these rows. */
  value: number | null
  /** The predicate in words that a person can check: field, operator, value. */
  predicate: readonly { field: string; op: string; value: unknown }[]
}
