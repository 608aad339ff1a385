import type { Cell, Columns } from '../engine/port.ts'
import type { Period } from './compare.ts'
import type { Compiled } from './compile.ts'
import { SeriesSet } from './series.ts'
import { spreadOf } from './spread.ts'
import type { Spread } from './types.ts'

/** The figures of one combination of dimension values. */
export interface Group {
  values: readonly Cell[]
  current: SeriesSet
  previous: SeriesSet | null
}

/** Sorts the statement's rows into groups; without dimensions there is always exactly one. */
export function collect(
  compiled: Compiled,
  rows: Columns,
  width: number,
): { groups: Group[]; stillOpen: Record<string, number>; spread: Spread | null } {
  const { parts, question, current, previous } = compiled
  const groups = new Map<string, Group>()
  const groupOf = (values: readonly Cell[]): Group => {
    const name = values.length === 0 ? '' : JSON.stringify(values)
    const found = groups.get(name)
    if (found) return found
    const made: Group = {
      values,
      current: series(compiled, current, false, width),
      previous: previous && series(compiled, previous, true, width),
    }
    groups.set(name, made)
    return made
  }
  if (question.by.length === 0) groupOf([])
  const column = (name: string) => rows.values[rows.columns.findIndex((one) => one.name === name)] ?? []
  const [branches, keys] = [column('b'), column('k')]
  const dimensions = question.by.map((_, index) => column(`d${index}`))
  const widest = Math.max(0, ...parts.map(({ metrics }) => metrics.length))
  const cells = Array.from({ length: 2 * widest }, (_, index) => column(`c${index}`))
  const stillOpen: Record<string, number> = {}
  let spread: Spread | null = null
  for (let row = 0; row < rows.rowCount; row += 1) {
    const { period, metrics } = parts[Number(branches[row])] ?? NO_PART
    if (period === 'still_open') {
      for (const [index, metric] of metrics.entries()) {
        stillOpen[question.metrics[metric]?.id ?? ''] = Number(cells[2 * index]?.[row] ?? 0)
      }
      continue
    }
    if (period === 'spread') {
      spread = spreadOf((cell) => column(cell)[row] ?? null)
      continue
    }
    const set = groupOf(dimensions.map((values) => values[row] ?? null))[period]
    const key = (keys[row] ?? null) as number | null
    for (let index = 0; index < metrics.length; index += 1) {
      const value = (cells[2 * index]?.[row] ?? null) as number | null
      const n = (cells[2 * index + 1]?.[row] ?? 0) as number
      set?.add(metrics[index] ?? 0, key, value, n)
    }
  }
  if (compiled.edges) {
    for (const values of binsBetween([...groups.values()], compiled.edges)) groupOf(values)
  }
  return { groups: [...groups.values()], stillOpen, spread }
}

/** Every bin from the first to the last that holds rows, for each combination of the other dimensions; bins come last. */
function* binsBetween(groups: readonly Group[], edges: readonly number[]): Generator<Cell[]> {
  const starts = groups.map(({ values }) => Number(values.at(-1)))
  const [first, last] = [Math.min(...starts), Math.max(...starts)]
  const between = [0, ...edges].filter((start) => start >= first && start <= last)
  const others = new Map(
    groups.map(({ values }) => [JSON.stringify(values.slice(0, -1)), values.slice(0, -1)]),
  )
  for (const values of others.values()) for (const start of between) yield [...values, start]
}

const NO_PART = { period: 'current', metrics: [] } as const

function series(compiled: Compiled, period: Period, isPrevious: boolean, width: number): SeriesSet {
  const { question, buckets } = compiled
  const { range } = question
  const ahead = isPrevious && range.fromMs >= range.horizonMs
  const known = (position: number) =>
    ahead || (buckets[position]?.startMs ?? Number.NEGATIVE_INFINITY) < range.horizonMs
  return new SeriesSet(question.metrics, period, width, range.grain !== null, known)
}
