/** The columns of a fact in the order in which people read them. */
import type { DrillResult } from '../../../pipelines/metrics/types.ts'

const FIRST = ['ticket_key', 'team', 'assignee', 'priority', 'channel', 'status', 'target', 'state']
/** Said by another column, or the same in every row. */
const LEFT_OUT = ['ticket_id', 'removed', 'policy_version', 'calendar_version']

export function shownColumns(columns: DrillResult['columns']): DrillResult['columns'] {
  const able = columns.filter(({ name }) => !LEFT_OUT.includes(name))
  const [key, ...rest] = FIRST
  const instants = able.filter(({ type, name }) => /TIMESTAMP/.test(type) && name !== key)
  const front = able.filter(({ name }) => name === key)
  const named = able.filter(({ name }) => rest.includes(name))
  const others = able.filter((column) => ![front, instants, named].some((list) => list.includes(column)))
  return [...front, ...instants.slice(0, 2), ...named, ...instants.slice(2), ...others]
}
