/** Quantiles from logarithmic histograms: buckets of ratio 1.02, so that a figure is within 1 % of (seconds + 1). */

/** SQL integer bucket of a duration in seconds, as the rollup models write it. */
export const HISTOGRAM_RATIO = 1.02

/** A grouped source of histogram cells: columns `k`, the dimensions' aliases, `bucket` and `rows`. */
export function cellsSql(parts: {
  column: string
  key: string
  dimensions: readonly string[]
  from: string
  where: string
}): string {
  const columns = [`${parts.key} as k`, ...parts.dimensions, `unnest(map_entries(${parts.column})) as cell`]
  return `select ${columns.join(', ')} from ${parts.from} where ${parts.where}`
}

/** The cells with running counts, one row a bucket of a group. */
export function runningSql(cells: string, groups: readonly string[]): string {
  const keys = ['k', ...groups].join(', ')
  const summed = `select ${keys}, cell.key as bucket, sum(cell.value)::bigint as rows from (${cells}) as cells group by ${keys}, bucket`
  return (
    `select *, sum(rows) over (partition by ${keys} order by bucket rows between unbounded preceding and current row) as upto, ` +
    `sum(rows) over (partition by ${keys}) as n from (${summed}) as summed`
  )
}

/**
 * Aggregate over the running counts of one group that gives quantile `q` as `quantile_cont` does: between the two ranks that
 * enclose it, each taken as the geometric middle of its bucket.
 */
export function quantileSql(q: number): string {
  const rank = `(n - 1) * ${q}`
  const low = seconds(`min(bucket) filter (where upto > floor(${rank}))`)
  const high = seconds(`min(bucket) filter (where upto > ceil(${rank}))`)
  const share = `max(${rank} - floor(${rank}))`
  return `${low} + (${high} - ${low}) * ${share}`
}

function seconds(bucket: string): string {
  return `case when ${bucket} = 0 then 0 else pow(${HISTOGRAM_RATIO}, ${bucket} + 0.5) - 1 end`
}
