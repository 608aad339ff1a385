import { type Dict, dict, list, text } from '../json-body.ts'
import { eachOf, type Problem } from '../problem.ts'
import { mapCall, mapCallStatus } from './calls.ts'
import { mapHistory } from './history.ts'
import type { Line } from './line.ts'
import { mapEcho, mapMessage } from './messages.ts'
import { mapStatus } from './statuses.ts'
import { mapUserIdUpdate } from './system.ts'

type ItemMapper = (line: Line, item: Dict) => readonly string[] | Problem

const LISTS: readonly (readonly [string, ItemMapper])[] = [
  ['messages', mapMessage],
  ['statuses', mapAnyStatus],
  ['message_echoes', mapEcho],
  ['calls', mapCall],
  ['user_id_update', mapUserIdUpdate],
  ['history', mapHistory],
]

/** Items in the lists of a value. */
export function itemCount(value: Dict): number {
  return LISTS.reduce((count, [name]) => count + (list(value[name])?.length ?? 0), 0)
}

/**
 * Maps every list of a value, whatever its field is called: one value may hold messages, statuses and echoes together.
 * Returns the problems found, each with its path within the value.
 */
export function mapConversationValue(line: Line, value: Dict, field: string): readonly string[] {
  const problems: string[] = []
  let lists = 0
  for (const [name, map] of LISTS) {
    if (value[name] === undefined || value[name] === null) continue
    lists += 1
    const mapper = name === 'statuses' && field === 'calls' ? mapCallStatus : map
    problems.push(...eachOf(value[name], name, dict, (item) => mapper(line, item)))
  }
  const errors = list(value.errors) ?? []
  for (const error of errors) line.found.unmapped('error', `code-${text(dict(error)?.code)}`)
  if (lists === 0 && errors.length === 0) line.found.unmapped('empty', field)
  return problems
}

function mapAnyStatus(line: Line, status: Dict): Problem {
  return status.type === 'call' ? mapCallStatus(line, status) : mapStatus(line, status)
}
