/** Agents needed per skill and interval. */
import { type Horizon, readAt } from './horizon.ts'
import type { Problem } from './problem.ts'
import type { Warning } from './warning.ts'

export interface Demand {
  skills: string[]
  /** Per skill, agents per interval. */
  agents: Float64Array[]
  warnings: Warning[]
}

/** What several queues ask of one skill adds up; what one queue says twice of an interval does not. */
export function demandOf(problem: Pick<Problem, 'requirement' | 'zone'>, horizon: Horizon): Demand {
  const rows = new Map<string, { skill: string; agents: Float64Array; stated: Set<number> }>()
  let outside = 0
  let twice = 0
  const state = (skill: string, queue: string, at: number, agents: number) => {
    const slot = Math.floor(at)
    if (slot < 0 || slot >= horizon.slots) {
      outside += agents > 0 ? 1 : 0
      return
    }
    const key = `${skill}\n${queue}`
    const row = rows.get(key) ?? { skill, agents: new Float64Array(horizon.slots), stated: new Set() }
    rows.set(key, row)
    if (row.stated.has(slot)) twice += 1
    row.stated.add(slot)
    row.agents[slot] = Math.max(row.agents[slot] ?? 0, agents)
  }
  for (const one of problem.requirement) {
    if ('from' in one && Array.isArray(one.agents)) {
      const first = horizon.slotAt(readAt(one.from as string, problem.zone))
      for (const [i, agents] of one.agents.entries()) state(String(one.skill), '', first + i, agents)
      continue
    }
    const row = one as Record<string, unknown>
    const at = String(row.time ?? row.start ?? row.at)
    const agents = Number(row.required ?? row.agents ?? 0)
    const skill = String(row.skill ?? row.queue ?? 'all')
    state(skill, String(row.queue ?? ''), horizon.slotAt(readAt(at, problem.zone)), agents)
  }
  const bySkill = new Map<string, Float64Array>()
  for (const { skill, agents } of rows.values()) {
    const sum = bySkill.get(skill)
    bySkill.set(skill, sum ? sum.map((one, slot) => one + (agents[slot] as number)) : agents)
  }
  const skills = [...bySkill.keys()].sort()
  const warnings: Warning[] = []
  const say = (code: Warning['code'], message: string) =>
    warnings.push({ code, about: [], hours: [], message })
  if (outside > 0)
    say('outside', `${outside} intervals of the requirement lie outside the period and are left out`)
  if (twice > 0) say('twice', `${twice} intervals are stated twice; the larger figure holds`)
  return { skills, agents: skills.map((skill) => bySkill.get(skill) as Float64Array), warnings }
}
