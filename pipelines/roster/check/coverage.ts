/** Agents present and needed, interval by interval; people with several skills serve where they are missed most. */

import { instantText } from '../../instant-text.ts'
import type { Problem } from '../model/problem.ts'
import type { Shift } from '../model/roster.ts'
import { instantOf, type Period } from './times.ts'

export interface CoverageRow {
  /** Instant at which the interval begins. */
  at: string
  skill: string
  needed: number
  /** Agents who serve the skill; those left over count for the first of their skills. */
  there: number
}

export interface CoverageCheck {
  rows: CoverageRow[]
  shortHours: number
  surplusHours: number
  short: number
  surplus: number
}

export function coverageCheck(problem: Problem, shifts: readonly Shift[], period: Period): CoverageCheck {
  const stepMs = problem.step_minutes * 60_000
  const slots = Math.ceil((period.endMs - period.startMs) / stepMs)
  const need = needOf(problem, period, slots, stepMs)
  const skills = [...need.keys()]
  const present = presenceOf(problem, shifts, period, slots, stepMs, skills)
  const price = (skill: string) => problem.prices.short_by_skill[skill] ?? problem.prices.short
  const hours = stepMs / 3_600_000
  const result: CoverageCheck = { rows: [], shortHours: 0, surplusHours: 0, short: 0, surplus: 0 }
  for (let slot = 0; slot < slots; slot++) {
    const needed = skills.map((skill) => need.get(skill)?.[slot] ?? 0)
    const teams = [...present].map(([key, row]) => ({ skills: key.split('\n'), left: row[slot] ?? 0 }))
    if (needed.every((one) => one === 0) && teams.every(({ left }) => left < 1e-9)) continue
    const served = serve(skills, needed, teams, price)
    for (const [k, skill] of skills.entries()) {
      const missing = (needed[k] as number) - (served.amounts[k] as number)
      result.shortHours += missing * hours
      result.short += missing * hours * price(skill)
      result.rows.push({
        at: instantText(period.startMs + slot * stepMs),
        skill,
        needed: needed[k] as number,
        there: Math.round(((served.amounts[k] as number) + (served.spare.get(skill) ?? 0)) * 1e6) / 1e6,
      })
    }
    const spare = [...served.spare.values()].reduce((sum, one) => sum + one, 0)
    result.surplusHours += spare * hours
    result.surplus += spare * hours * problem.prices.surplus
  }
  return result
}

function needOf(problem: Problem, period: Period, slots: number, stepMs: number): Map<string, number[]> {
  const asked = new Map<string, Map<string, number[]>>()
  const note = (skill: string, queue: string, atMs: number, agents: number) => {
    const slot = Math.floor((atMs - period.startMs) / stepMs)
    if (slot < 0 || slot >= slots) return
    const queues = asked.get(skill) ?? new Map<string, number[]>()
    const row = queues.get(queue) ?? new Array<number>(slots).fill(0)
    row[slot] = Math.max(row[slot] ?? 0, agents)
    asked.set(skill, queues.set(queue, row))
  }
  const instant = (text: string) =>
    /(Z|[+-]\d{2}:\d{2})$/.test(text)
      ? Date.parse(text)
      : instantOf(
          text.slice(0, 10),
          Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16)),
          period.zone,
        )
  for (const one of problem.requirement) {
    if ('from' in one && Array.isArray(one.agents)) {
      const from = instant(String(one.from))
      one.agents.forEach((agents: number, i: number) => {
        note(String(one.skill), '', from + i * stepMs, agents)
      })
    } else {
      const row = one as Record<string, unknown>
      note(
        String(row.skill ?? row.queue ?? 'all'),
        String(row.queue ?? ''),
        instant(String(row.time ?? row.start ?? row.at)),
        Number(row.required ?? row.agents ?? 0),
      )
    }
  }
  const added = [...asked].map(([skill, queues]): [string, number[]] => [
    skill,
    Array.from({ length: slots }, (_, slot) =>
      [...queues.values()].reduce((sum, row) => sum + (row[slot] ?? 0), 0),
    ),
  ])
  return new Map(added.sort((a, b) => (a[0] < b[0] ? -1 : 1)))
}

/** Agents at work per interval, by the skills they have among those needed. */
function presenceOf(
  problem: Problem,
  shifts: readonly Shift[],
  period: Period,
  slots: number,
  stepMs: number,
  skills: readonly string[],
): Map<string, number[]> {
  const keyOf = new Map(
    problem.people.map(({ id, skills: own }) => [
      id,
      skills.filter((skill) => own.includes(skill)).join('\n'),
    ]),
  )
  const present = new Map<string, number[]>()
  for (const shift of shifts) {
    const key = keyOf.get(shift.person)
    if (!key) continue
    const row = present.get(key) ?? new Array<number>(slots).fill(0)
    present.set(key, row)
    const add = (from: string, to: string, sign: number) => {
      const start = (Date.parse(from) - period.startMs) / stepMs
      const end = (Date.parse(to) - period.startMs) / stepMs
      for (let slot = Math.max(0, Math.floor(start)); slot < Math.min(slots, end); slot++) {
        const share = Math.min(end, slot + 1) - Math.max(start, slot)
        row[slot] = Math.round(((row[slot] ?? 0) + sign * share) * 1e6) / 1e6
      }
    }
    add(shift.start, shift.end, 1)
    for (const one of shift.breaks) add(one.start, one.end, -1)
  }
  return present
}

interface Team {
  skills: string[]
  left: number
}

/** As many of the dearest skill as can be, then of the next, moving people about where that frees somebody (Hall, Kőnig). */
function serve(
  skills: readonly string[],
  needed: readonly number[],
  teams: Team[],
  price: (skill: string) => number,
) {
  const amounts = skills.map(() => 0)
  const by = teams.map(() => new Map<string, number>())
  const order = skills
    .map((_, k) => k)
    .sort((a, b) => price(skills[b] as string) - price(skills[a] as string))
  for (const k of order) {
    for (;;) {
      const missing = (needed[k] as number) - (amounts[k] as number)
      if (missing < 1e-9) break
      const path = freePath(skills[k] as string, teams, by)
      if (!path) break
      const amount = Math.min(missing, path.amount)
      path.apply(amount)
      amounts[k] = (amounts[k] as number) + amount
    }
  }
  const spare = new Map<string, number>()
  for (const { skills: own, left } of teams) {
    const first = own[0] as string
    if (left > 1e-9) spare.set(first, (spare.get(first) ?? 0) + left)
  }
  return { amounts, spare }
}

/** Breadth first: from the skill over teams that serve it to one with somebody free. */
function freePath(skill: string, teams: Team[], by: Map<string, number>[]) {
  const queue: {
    team: number
    moves: { team: number; takes: string; gives: string | null }[]
    most: number
  }[] = []
  const seen = new Set<number>()
  const reach = (wanted: string, moves: (typeof queue)[number]['moves'], most: number) => {
    teams.forEach((team, at) => {
      if (seen.has(at) || !team.skills.includes(wanted)) return
      seen.add(at)
      queue.push({ team: at, moves: [...moves, { team: at, takes: wanted, gives: null }], most })
    })
  }
  reach(skill, [], Number.POSITIVE_INFINITY)
  for (const { team, moves, most } of queue) {
    const { left } = teams[team] as Team
    if (left > 1e-9) {
      return {
        amount: Math.min(most, left),
        apply(amount: number) {
          ;(teams[team] as Team).left -= amount
          for (const { team: at, takes, gives } of moves) {
            const own = by[at] as Map<string, number>
            own.set(takes, (own.get(takes) ?? 0) + amount)
            if (gives !== null) own.set(gives, (own.get(gives) ?? 0) - amount)
          }
        },
      }
    }
    for (const [other, amount] of by[team] as Map<string, number>) {
      if (amount <= 1e-9) continue
      const last = moves.at(-1) as (typeof moves)[number]
      reach(other, [...moves.slice(0, -1), { ...last, gives: other }], Math.min(most, amount))
    }
  }
  return null
}
