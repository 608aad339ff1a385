/** One statement for all cuts: sums of both periods by every dimension and every two, as grouping sets over the rows. */
import type { Columns } from '../engine/port.ts'
import { type Both, NOTHING } from './decompose.ts'
import type { Way } from './types.ts'

/** Positions of the dimensions of a cut; none for the whole. */
export type Axes = readonly number[]

/** Every dimension alone, and every two. */
export function axesOf(dimensions: number, pairs: boolean): Axes[] {
  const single = Array.from({ length: dimensions }, (_, index) => [index])
  if (!pairs) return single
  return [
    ...single,
    ...single.flatMap(([one = 0]) => single.slice(one + 1).map(([other = 0]) => [one, other])),
  ]
}

/** How the rows of a metric are taken apart. */
export interface Taking {
  way: Way
  /** Of quantiles, which. */
  q: number
  /** Rows weigh differently: they have a `b`. */
  weighted: boolean
}

/**
 * `populations` are the selects of the period before and of the one to explain. Quantiles are taken apart as means of the values
 * clamped between both quantiles, which come along as `q0` and `q1`.
 */
export function driversSql(
  populations: readonly string[],
  dimensions: number,
  axes: readonly Axes[],
  { way, q, weighted }: Taking,
): string {
  const ds = Array.from({ length: dimensions }, (_, index) => `d${index}`)
  const rows = `rows as materialized (${populations.join(' union all ')})`
  const sets = ['(p)', ...axes.map((axis) => `(p, ${axis.map((index) => ds[index]).join(', ')})`)].join(', ')
  const grouping = ds.length === 0 ? '0' : `grouping(${ds.join(', ')})`
  const keys = ['p', ...ds].join(', ')
  if (way === 'quantile') {
    const ends = `ends as (select ${[0, 1].map((p) => `quantile_cont(v, ${q}) filter (where p = ${p}) as q${p}`).join(', ')} from rows)`
    const between = `between_ends as materialized (select ${keys}, v, least(greatest(v, least(q0, q1)), greatest(q0, q1)) - least(q0, q1) as a from rows, ends)`
    const sums = `count(*) as n, sum(a)::double as a, sum(a * a)::double as aa, quantile_cont(v, ${q})::double as v`
    return `with ${rows}, ${ends}, ${between} select ${grouping} as g, ${keys}, ${sums} from between_ends group by grouping sets (${sets})`
  }
  const weights = ', sum(b)::double as b, sum(a * b)::double as ab, sum(b * b)::double as bb'
  const sums = `count(*) as n, sum(a)::double as a, sum(a * a)::double as aa${weighted ? weights : ''}`
  return `with ${rows} select ${grouping} as g, ${keys}, ${sums} from rows group by grouping sets (${sets})`
}

/** Sums of one segment, with its own quantile where the metric is one. */
export interface Found extends Both {
  values: readonly (string | null)[]
  quantiles: { before: number | null; after: number | null }
}

/** The statement's rows by cut, the whole under no axes. */
export function foundIn(columns: Columns, dimensions: number, axes: readonly Axes[]): Map<Axes, Found[]> {
  const column = (name: string) => columns.values[columns.columns.findIndex((one) => one.name === name)]
  const [masks, periods] = [column('g') ?? [], column('p') ?? []]
  const cells = Array.from({ length: dimensions }, (_, index) => column(`d${index}`) ?? [])
  const sums = Object.fromEntries(['n', 'a', 'b', 'aa', 'ab', 'bb', 'v'].map((name) => [name, column(name)]))
  const number = (name: string, row: number) => Number(sums[name]?.[row] ?? 0)
  const byMask = new Map(
    [WHOLE, ...axes].map((axis) => [maskOf(axis, dimensions), { axis, segments: new Map<string, Found>() }]),
  )
  for (let row = 0; row < columns.rowCount; row += 1) {
    const cut = byMask.get(Number(masks[row]))
    if (!cut) continue
    const values = cut.axis.map((index) => {
      const cell = cells[index]?.[row] ?? null
      return cell === null ? null : String(cell)
    })
    const key = JSON.stringify(values)
    const found = cut.segments.get(key) ?? empty(values)
    const side = Number(periods[row]) === 0 ? 'before' : 'after'
    const n = number('n', row)
    const unit = sums.b === undefined
    found[side] = {
      n,
      a: number('a', row),
      b: unit ? n : number('b', row),
      aa: number('aa', row),
      ab: unit ? number('a', row) : number('ab', row),
      bb: unit ? n : number('bb', row),
    }
    found.quantiles[side] = (sums.v?.[row] ?? null) as number | null
    cut.segments.set(key, found)
  }
  return new Map([...byMask.values()].map(({ axis, segments }) => [axis, [...segments.values()]]))
}

export const WHOLE: Axes = []

/** A whole without rows. */
export const NOBODY: Found = {
  values: [],
  before: NOTHING,
  after: NOTHING,
  quantiles: { before: null, after: null },
}

/** `grouping()` sets the bit of what a row is not cut by, the first dimension's bit being the highest. */
function maskOf(axes: Axes, dimensions: number): number {
  let mask = 0
  for (let index = 0; index < dimensions; index += 1) mask = mask * 2 + (axes.includes(index) ? 0 : 1)
  return mask
}

function empty(values: readonly (string | null)[]): Found {
  return { ...NOBODY, values, quantiles: { before: null, after: null } }
}
