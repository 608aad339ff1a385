/** Whether there are events at all that figures could come from. */
import { dimensionValues } from '../../metrics/dimension-values.ts'
import type { AlertContext } from '../alert.ts'
import type { Rule } from '../rule/rule.ts'
import type { OpenTime } from '../schedule.ts'
import type { Look } from '../state/fold.ts'
import { type Grid, tickMs } from './readings.ts'
import { spokenMinutes } from './silent.ts'

/** At each position of a grid the instant of the last event before it, or null. */
export async function lastEvents(
  context: AlertContext,
  grid: Grid,
): Promise<(position: number) => number | null> {
  const spoken = await spokenMinutes(context, null, grid)
  const minutes = [...spoken.values()].flat().sort((a, b) => a - b)
  const last: (number | null)[] = []
  let next = 0
  for (let position = 0; position < grid.count; position++) {
    while (next < minutes.length && (minutes[next] as number) <= tickMs(grid, position)) next += 1
    last.push(minutes[next - 1] ?? null)
  }
  return (position) => last[position] ?? null
}

/** Why the figures of a rule are not to be believed, or null. A rule that waits for silence believes it. */
export function staleness(
  rule: Rule,
  lastMs: number | null,
  schedule: OpenTime,
  atMs: number,
): Look['trouble'] {
  if (rule.when.kind === 'source_silent' || rule.stale_after_min === null) return null
  if (lastMs === null) return { kind: 'no_data', reason: 'no event has come yet' }
  const silentMs = schedule.openMs(lastMs, atMs)
  return silentMs <= rule.stale_after_min * 60_000
    ? null
    : { kind: 'no_data', reason: 'no event has come for too long' }
}

/** Most values of a dimension that are looked through. */
const MOST_VALUES = 1000

/** Why a rule can never see anything: it asks for values that the data do not have, such as a team that is gone. */
export async function mismatch(context: AlertContext, { when }: Rule): Promise<Look['trouble']> {
  if (!('filters' in when)) return null
  for (const { dimension, values, exclude } of when.filters) {
    if (exclude || context.catalog.dimensions.get(dimension)?.clock) continue
    const known = await dimensionValues(context, { id: dimension, limit: MOST_VALUES }).catch(() => null)
    if (known === null) continue
    const found = known.length >= MOST_VALUES || known.some(({ value }) => values.includes(value))
    if (!found) return { kind: 'no_data', reason: 'nothing in the data is what the rule asks for' }
  }
  return null
}
