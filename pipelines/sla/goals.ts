/** Which share of its clocks each target is to meet. */
import type { Policy } from '../config/policy.ts'
import { holdingAt, readTimelines } from '../config/timeline.ts'
import type { Reader } from '../engine/port.ts'

const TARGETS = ['first_response', 'next_response', 'resolution'] as const

/** The goal of each target that a policy in force at an instant promises, in the order in which policies are tried. */
export async function goalsAt(reader: Reader, atMs: number): Promise<Map<string, number>> {
  const { policies } = await readTimelines(reader)
  const held = policies
    .flatMap(({ id, spans }): { id: string; body: Policy }[] => {
      const span = holdingAt({ id, spans }, atMs)
      return span ? [{ id, body: span.body }] : []
    })
    .sort((a, b) => a.body.position - b.body.position || (a.id < b.id ? -1 : 1))
  return new Map(
    held.flatMap(({ body }) =>
      TARGETS.flatMap((target): [string, number][] => {
        const promised = body.targets[target]
        return promised ? [[goalKey(body.name, target), promised.goal]] : []
      }),
    ),
  )
}

/** Clocks carry their policy's name. */
export const goalKey = (policy: string, target: string) => `${policy}\u0000${target}`
