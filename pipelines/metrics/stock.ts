/** Branches for what is open at an instant: rows with `from` before it and `to` not before it, instants being exclusive. */
import {
  type Branch,
  cellsSql,
  dimensionsSql,
  filtersSql,
  grouped,
  groupedSql,
  NOT_REMOVED,
  type Scope,
} from './branch.ts'
import type { Period } from './compare.ts'
import { narrowing } from './flow.ts'
import { both, type Measure, type Stock } from './measure.ts'

type Interval = Pick<Stock, 'from' | 'to'>

/** Rows open just before `instant`. */
export function openAt(interval: Interval, instant: string): string {
  const { from, to } = interval
  return both(`${from} < ${instant}`, `${to} is null or ${to} >= ${instant}`, lasting(interval))
}

/** The age of one row at `instant`, in seconds. */
export function ageSql({ from }: Interval, instant: string): string {
  return `(epoch_us(${instant}) - epoch_us(${from})) / 1e6`
}

/**
 * With buckets, counts come as an opening balance (no key) and the changes within each bucket, to be added up in order; ages, and
 * everything without buckets, as they are at each end.
 */
export function stockBranches(
  scope: Scope,
  period: Period,
  asOfMs: number,
  metrics: readonly Stock[],
): Branch[] {
  const groups = grouped(metrics, ({ fact, from, to, age, where }) => [fact, from, to, age && where])
  return groups.flatMap((group) => {
    if (group[0].age) return [{ metrics: group, sql: agesAtEnds(scope, period, asOfMs, group) }]
    const selects = period.keyOf ? balanceAndChanges(scope, period, group) : [openAtEnd(scope, period, group)]
    return selects.map((sql) => ({ metrics: group, sql }))
  })
}

function openAtEnd(scope: Scope, period: Period, group: readonly [Stock, ...Stock[]]): string {
  const [{ fact, from }] = group
  const end = scope.params.instant(period.ends[0] ?? period.toMs)
  const { held, wanted } = narrowing(
    scope,
    group.map(({ where }) => where),
  )
  return groupedSql(scope, {
    key: null,
    dimensions: dimensionsSql(scope, fact, from, period),
    cells: cellsSql(group, counted(held)),
    from: fact,
    conditions: [NOT_REMOVED, ...filtersSql(scope, fact, from, period), wanted, openAt(group[0], end)],
  })
}

function balanceAndChanges(scope: Scope, period: Period, group: readonly [Stock, ...Stock[]]): string[] {
  const [{ fact, from, to }] = group
  const { params } = scope
  const start = params.instant(period.fromMs)
  const end = params.instant(Math.max(period.ends.at(-1) ?? 0, period.fromMs))
  const { held, wanted } = narrowing(
    scope,
    group.map(({ where }) => where),
  )
  const lives: Interval = { from: 'opened', to: 'closed' }
  const select = (key: string | null, sign: string, chosen: string) =>
    groupedSql(scope, {
      key,
      dimensions: dimensionsSql(scope, fact, from, period),
      cells: cellsSql(group, counted(held, sign)),
      from: `(select *, ${from} as opened, ${to} as closed from ${fact}) as ${fact}`,
      conditions: [NOT_REMOVED, ...filtersSql(scope, fact, from, period), wanted, chosen],
    })
  const within = (instant: string) => both(`${instant} >= ${start} and ${instant} < ${end}`, lasting(lives))
  return [
    select(null, '', openAt(lives, start)),
    select(period.keyOf?.('opened') ?? null, '', within('opened')),
    select(period.keyOf?.('closed') ?? null, '-', within('closed')),
  ]
}

/** A row is open at the ends from the first one after its start up to the last one that is not after its end. */
function agesAtEnds(
  scope: Scope,
  period: Period,
  asOfMs: number,
  group: readonly [Stock, ...Stock[]],
): string {
  const { params, groups } = scope
  const [{ fact, from, to, where }] = group
  const { ends } = period
  const lives: Interval = { from: 'opened', to: 'closed' }
  const columns = [
    `${from} as opened`,
    `coalesce(${to}, timestamp 'infinity') as closed`,
    ...dimensionsSql(scope, fact, from, period),
  ]
  const kept = both(NOT_REMOVED, ...filtersSql(scope, fact, from, period), where)
  const touching = both(
    `opened < ${params.instant(ends.at(-1) ?? period.toMs)} and closed >= ${params.instant(ends[0] ?? period.toMs)}`,
    lasting(lives),
  )
  const rows = `(select * from (select ${columns.join(', ')} from ${fact} where ${kept}) as kept where ${touching}) as lives`
  const spine = `(select make_timestamp(unnest(${params.list(ends.map(micros))})) as end_at, unnest(${params.list(ends.map((_, index) => index))}) as position)`
  const positions = `unnest(range(opening.position, coalesce(closing.position, ${ends.length}))) as k`
  const open = `select ${[positions, 'epoch_us(opened) as opened_us', ...groups].join(', ')} from ${rows} asof join ${spine} as opening on opened < opening.end_at asof left join ${spine} as closing on closed < closing.end_at`
  const seen = `(${params.list(ends.map((ms) => micros(Math.min(ms, asOfMs))))})[k + 1]`
  const cells = cellsSql(group, ({ age }) => {
    const opened = age === 'max' ? 'min(opened_us)' : 'quantile_cont(opened_us, 0.5)'
    return { value: `(${seen} - ${opened}) / 1e6`, n: 'count(*)' }
  })
  const keys = ['k', ...groups].join(', ')
  return `select ${keys}, ${cells} from (${open}) as open group by ${keys}`
}

function counted(held: string, sign = '') {
  return ({ where }: Stock): Measure => {
    const n = where === held ? `${sign}count(*)` : `${sign}count(*) filter (where ${where})`
    return { value: n, n }
  }
}

/** Intervals that end before they start were never open. */
function lasting({ from, to }: Interval): string {
  return `${to} is null or ${from} < ${to}`
}

const micros = (ms: number) => ms * 1000
