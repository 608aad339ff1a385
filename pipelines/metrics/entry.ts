/** What an entry of `sql/metrics/*.yml` may say; `catalog.ts` checks it against the facts. */
import { z } from 'zod'
import { FACTS, type FactName } from './facts.ts'

const id = z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower case letters, digits and underscores')
const text = z.strictObject({ en: z.string().trim().min(1), de: z.string().trim().min(1) })
const sql = z.string().trim().min(1)
const factName = z.enum(Object.keys(FACTS) as [FactName, ...FactName[]])

/** Members of the same cohort that are not finished: rows whose `time` is in the range and for which `where` holds. */
const stillOpen = z.strictObject({ time: sql, where: sql })

const COMMON = {
  id,
  label: text,
  description: text,
  fact: factName,
  unit: z.enum(['count', 'seconds', 'ratio', 'score']),
  format: z.enum(['integer', 'decimal', 'percent', 'duration']),
  better: z.enum(['up', 'down', 'none']),
  min_n: z.int().nonnegative().default(0),
  /** Dimensions whose column the fact has but which make no sense here. */
  without: z.array(id).default([]),
  /** Counts removed rows too; everywhere else they count nowhere. */
  with_removed: z.boolean().default(false),
  still_open: stillOpen.optional(),
}

const WHERE = { where: sql.default('true') }

/** One metric as written; durations usually come from a family. */
export const metricEntry = z.discriminatedUnion('kind', [
  z.strictObject({
    ...COMMON,
    ...WHERE,
    kind: z.literal('count'),
    time: sql,
    rollup: z.strictObject({ count: id }).optional(),
  }),
  z.strictObject({
    ...COMMON,
    ...WHERE,
    kind: z.enum(['sum', 'mean']),
    time: sql,
    value: sql,
    rollup: z.strictObject({ sum: id, count: id }).optional(),
  }),
  z.strictObject({
    ...COMMON,
    ...WHERE,
    kind: z.literal('quantile'),
    time: sql,
    value: sql,
    q: z.number().gt(0).lt(1),
    rollup: z.strictObject({ histogram: id }).optional(),
  }),
  z.strictObject({
    ...COMMON,
    kind: z.literal('ratio'),
    time: sql,
    numerator: sql,
    denominator: sql,
    rollup: z.strictObject({ numerator: id, denominator: id }).optional(),
  }),
  z.strictObject({
    ...COMMON,
    ...WHERE,
    kind: z.literal('share'),
    time: sql,
    numerator: sql,
    denominator: sql,
  }),
  z.strictObject({ ...COMMON, ...WHERE, kind: z.literal('distinct'), time: sql, per: sql }),
  z.strictObject({ ...COMMON, ...WHERE, kind: z.literal('every'), time: sql, per: sql, holds: sql }),
  z.strictObject({
    ...COMMON,
    ...WHERE,
    kind: z.literal('stock'),
    from: sql,
    to: sql,
    age: z.enum(['median', 'max']).optional(),
  }),
])

/** `statistics` × `values` metrics of one duration, named `<family>_<statistic>[_business]`. */
export const familyEntry = z.strictObject({
  family: id,
  label: text,
  description: text,
  fact: factName,
  time: sql,
  values: z.strictObject({ calendar: sql.optional(), business: sql.optional() }),
  statistics: z.array(z.enum(['mean', 'median', 'p90'])).default(['mean', 'median', 'p90']),
  ...WHERE,
  without: z.array(id).default([]),
  still_open: stillOpen.optional(),
  /** The fact's rollup carries `<value>_sum`, `<value>_count` and `<value>_histogram`. */
  rollup: z.boolean().default(false),
})

const value = z.strictObject({ value: z.union([z.string(), z.int()]), label: text })

/** A dimension is a column of its own name (or the one named per fact), or a part of the row's local time. */
export const dimensionEntry = z
  .strictObject({
    id,
    label: text,
    description: text,
    columns: z.partialRecord(factName, id).optional(),
    clock: z.enum(['hour_of_day', 'day_of_week']).optional(),
    /** Known values in their order. */
    values: z.array(value).optional(),
    /** No other value exists: a filter on one is an error. */
    closed: z.boolean().default(false),
    /** Fact whose column lists the values for a picker. */
    listed_from: factName.optional(),
  })
  .refine((entry) => !(entry.columns && entry.clock), 'columns or clock, not both')

export type MetricEntry = z.infer<typeof metricEntry>
export type FamilyEntry = z.infer<typeof familyEntry>
export type DimensionEntry = z.infer<typeof dimensionEntry>
export type Text = z.infer<typeof text>
