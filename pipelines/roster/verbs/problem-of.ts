/** The problem that a request means: a team of the configuration for a period, or all of it spelled out. */
import type { ConfigContext } from '../../config/context.ts'
import { getConfig } from '../../config/verbs/get.ts'
import { type Problem, parseProblem } from '../model/problem.ts'

export type Asked =
  | { problem: Record<string, unknown> }
  | {
      team: string
      from: string
      days?: number | undefined
      step_minutes?: number | undefined
      requirement: unknown[]
    }

/** Throws `not_found` for the team and `invalid` with the fields at fault. */
export async function problemOf(
  context: ConfigContext,
  asked: Asked,
): Promise<{ problem: Problem; team: { id: string; version: number } | null }> {
  if ('problem' in asked) return { problem: parseProblem(asked.problem), team: null }
  const { team: id, ...period } = asked
  const { body, version } = await getConfig(context, { kind: 'roster_team', id })
  return { problem: parseProblem({ ...body, ...period }), team: { id, version } }
}
