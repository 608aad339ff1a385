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

export function demandOf(problem: Pick<Problem, 'requirement' | 'zone'>, horizon: Horizon): Demand {
  const bySkill = new Map<string, Float64Array>()
  let outside = 0
  let twice = 0
  const seen = new Set<string>()
  const state = (skill: string, slot: number, agents: number) => {
    if (!Number.isInteger(slot)) slot = Math.floor(slot)
    if (slot < 0 || slot >= horizon.slots) {
      outside += agents > 0 ? 1 : 0
      return
    }
    let row = bySkill.get(skill)
    if (!row) {
      row = new Float64Array(horizon.slots)
      bySkill.set(skill, row)
    }
    const key = `${slot} ${skill}`
    if (seen.has(key)) twice += 1
    seen.add(key)
    row[slot] = Math.max(row[slot] ?? 0, agents)
  }
  for (const one of problem.requirement) {
    if ('from' in one && Array.isArray(one.agents)) {
      const first = horizon.slotAt(readAt(one.from as string, problem.zone))
      for (const [i, agents] of one.agents.entries()) state(String(one.skill), first + i, agents)
      continue
    }
    const row = one as Record<string, unknown>
    const at = String(row.time ?? row.start ?? row.at)
    const agents = Number(row.required ?? row.agents ?? 0)
    state(String(row.skill ?? row.queue ?? 'all'), horizon.slotAt(readAt(at, problem.zone)), agents)
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
