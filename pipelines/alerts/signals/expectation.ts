import type { Filter } from '../../metrics/types.ts'

/** The forecast as alerts see it: how much of a metric was expected in windows of time. */
export interface Expectation {
  /**
   * For each window `[toMs − windowMs, toMs)` the expected figure, null where nothing was forecast; as it was known when
   * the window began, by group.
   */
  expected(input: {
    metric: string
    filters: readonly Filter[]
    /** Values of the dimensions of one group. */
    labels: Readonly<Record<string, string | null>>
    windowMs: number
    toMs: readonly number[]
  }): Promise<readonly (number | null)[]>
}
