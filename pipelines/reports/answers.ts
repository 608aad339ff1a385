/** Questions to the catalog under one zone and one set of filters, with answers by row. */
import type { MetricsContext, VerbOptions } from '../metrics/context.ts'
import { query } from '../metrics/query.ts'
import type { Filter, QueryInput, QueryResult } from '../metrics/types.ts'

export interface AnswerRow {
  text(name: string): string | null
  value(metric: string): number | null
  n(metric: string): number
  before(metric: string): number | null
  beforeN(metric: string): number
}

export class Answers {
  readonly #context: MetricsContext
  readonly #common: { tz: string; filters: readonly Filter[] }
  readonly #options: VerbOptions

  constructor(
    context: MetricsContext,
    common: { tz: string; filters: readonly Filter[] },
    options: VerbOptions = {},
  ) {
    this.#context = context
    this.#common = common
    this.#options = options
  }

  /** Filters that a metric does not know are an error, as in every query. */
  async ask(
    input: Omit<QueryInput, 'tz' | 'filters'>,
  ): Promise<{ rows: AnswerRow[]; stillOpen: QueryResult['meta']['stillOpen'] }> {
    const { data, rowCount, meta } = await query(this.#context, { ...input, ...this.#common }, this.#options)
    const rows = Array.from({ length: rowCount }, (_, row): AnswerRow => {
      const cell = (name: string) => data[name]?.[row] ?? null
      const number = (name: string) => {
        const found = cell(name)
        return found === null ? null : Number(found)
      }
      return {
        text: (name) => {
          const found = cell(name)
          return found === null ? null : String(found)
        },
        value: (metric) => number(metric),
        n: (metric) => number(`${metric}__n`) ?? 0,
        before: (metric) => number(`${metric}__previous`),
        beforeN: (metric) => number(`${metric}__previous_n`) ?? 0,
      }
    })
    return { rows, stillOpen: meta.stillOpen }
  }
}
