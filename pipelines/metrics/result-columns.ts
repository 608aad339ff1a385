import { BIN } from './bins.ts'
import type { Question } from './question.ts'
import type { QueryColumn } from './types.ts'

/** Where a bin ends. */
export const BIN_TO = 'bin_to'

/** Columns of an answer in their order: time, dimensions, then each metric with its n and what it is compared with. */
export function resultColumns({ metrics, by, binned, range, compare }: Question): QueryColumn[] {
  const time: QueryColumn[] = range.grain ? [{ name: 'time', role: 'time', id: 'time' }] : []
  const dimensions = by
    .filter(({ id }) => id !== BIN)
    .map(({ id }): QueryColumn => ({ name: id, role: 'dimension', id }))
  const bins = [BIN, BIN_TO].map((name): QueryColumn => ({ name, role: 'bin', id: BIN, unit: 'seconds' }))
  const figures = metrics.flatMap(({ id, unit }): QueryColumn[] => {
    const own: QueryColumn[] = [
      { name: id, role: 'value', id, unit },
      { name: `${id}__n`, role: 'n', id, unit: 'count' },
    ]
    if (!compare) return own
    return [
      ...own,
      { name: `${id}__previous`, role: 'previous', id, unit },
      { name: `${id}__previous_n`, role: 'previous_n', id, unit: 'count' },
    ]
  })
  return [...time, ...dimensions, ...(binned ? bins : []), ...figures]
}
