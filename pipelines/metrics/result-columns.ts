import type { Question } from './question.ts'
import type { QueryColumn } from './types.ts'

/** Columns of an answer in their order: time, dimensions, then each metric with its n and what it is compared with. */
export function resultColumns({ metrics, by, range, compare }: Question): QueryColumn[] {
  const time: QueryColumn[] = range.grain ? [{ name: 'time', role: 'time', id: 'time' }] : []
  const dimensions = by.map(({ id }): QueryColumn => ({ name: id, role: 'dimension', id }))
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
  return [...time, ...dimensions, ...figures]
}
