import { invalid } from '../errors.ts'
import { cacheOf } from './cache.ts'
import { dimensionOf } from './catalog.ts'
import type { MetricsContext, VerbOptions } from './context.ts'

export interface DimensionValuesInput {
  id: string
  /** Only values that contain this, whatever the case. */
  q?: string | undefined
  /** 100 unless told; 1000 at most. */
  limit?: number | undefined
}

export interface DimensionValue {
  /** `null` stands for "no value". */
  value: string | null
  /** Rows that carry it. */
  count?: number
}

/** Values that a dimension has in the data, the most frequent first; of local time all there are. Throws `invalid` for an unknown id. */
export async function dimensionValues(
  context: MetricsContext,
  { id, q = '', limit = 100 }: DimensionValuesInput,
  options: VerbOptions = {},
): Promise<DimensionValue[]> {
  const dimension = dimensionOf(context.catalog, id)
  if (!(Number.isInteger(limit) && limit > 0 && limit <= 1000)) {
    throw invalid('limit must be a whole number from 1 to 1000', { limit: 'from 1 to 1000' })
  }
  if (dimension.clock) {
    const values = dimension.values?.map(({ value }) => String(value)) ?? HOURS
    return values.filter((value) => value.includes(q)).map((value) => ({ value }))
  }
  const fact = dimension.listed_from ?? 'ticket'
  const column = dimension.columns[fact]
  if (!column) throw invalid(`dimension ${id} cannot be listed`, { id: 'cannot be listed' })
  const customers = fact === 'message' && column === 'actor_id' ? " and actor_type <> 'customer'" : ''
  const matching = q === '' ? '' : ` and contains(lower(${column}), lower($1))`
  const sql = `select ${column} as value, count(*) as count from ${fact} where removed is distinct from true${customers}${matching} group by value order by count desc, value limit ${limit}`
  const params = q === '' ? [] : [q]
  const { values } = await cacheOf(context.engine).columns(sql, params, context.dataVersion, options.signal)
  const [names = [], counts = []] = values
  return names.map((value, index) => ({ value: value as string | null, count: Number(counts[index]) }))
}

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour))
