/** Which part of a roster's need is of the queues that filters let through. */
import type { Filter } from '../metrics/types.ts'
import { queueOf } from '../queue-id.ts'
import type { Problem } from '../roster/model/problem.ts'

/**
 * By skill and instant, from 0 to 1: rows of the requirement that say their `queue` (`team~channel`) count for it, in proportion where
 * several queues are served by one skill; elsewhere the skill itself may be named as a queue.
 */
export function queueShare(
  { requirement }: Pick<Problem, 'requirement'>,
  filters: readonly Filter[],
): (skill: string, atMs: number) => number {
  if (filters.length === 0) return () => 1
  const all = new Map<string, number>()
  const passing = new Map<string, number>()
  const add = (to: Map<string, number>, key: string, agents: number) =>
    to.set(key, (to.get(key) ?? 0) + agents)
  for (const row of requirement as readonly Record<string, unknown>[]) {
    const atMs = Date.parse(String(row.time ?? row.start ?? row.at ?? ''))
    const agents = Number(row.required ?? row.agents)
    if (typeof row.queue !== 'string' || Number.isNaN(atMs) || !(agents > 0)) continue
    const key = `${typeof row.skill === 'string' ? row.skill : row.queue} ${atMs}`
    add(all, key, agents)
    if (passes(row.queue, filters)) add(passing, key, agents)
  }
  return (skill, atMs) => {
    const total = all.get(`${skill} ${atMs}`)
    if (total === undefined) return passes(skill, filters) ? 1 : 0
    return (passing.get(`${skill} ${atMs}`) ?? 0) / total
  }
}

function passes(queue: string, filters: readonly Filter[]): boolean {
  if (!queue.includes('~')) return false
  const parts: Readonly<Record<string, string | null>> = { ...queueOf(queue) }
  return filters.every(
    ({ dimension, values, exclude }) =>
      dimension in parts && values.includes(parts[dimension] ?? null) !== (exclude ?? false),
  )
}
