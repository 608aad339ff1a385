/**
 * What staffing hands to the roster, as it stands in the URL: a queue, and how many times its contacts are meant
 * (`1.3*support~whatsapp` with a campaign of 30 %). The figures are asked for anew, for the period of the roster.
 */
import type { Problem } from '../../../pipelines/roster/model/problem.ts'
import { partsOf } from './queue-name.ts'
import type { Plan } from './staffing/get-plan.ts'

export interface Handed {
  /** `team~channel`. */
  queue: string
  /** Contacts, against the forecast. */
  times: number
}

const WITH_TIMES = /^(\d+(?:\.\d+)?)\*(.+)$/s

export function encodeHanded({ queue, times }: Handed): string {
  return times !== 1 || WITH_TIMES.test(queue) ? `${times}*${queue}` : queue
}

export function decodeHanded(text: string): Handed {
  const found = WITH_TIMES.exec(text)
  return found ? { queue: found[2] as string, times: Number(found[1]) } : { queue: text, times: 1 }
}

/** With one queue more; what was handed over of it before is replaced. */
export function handOver(before: readonly string[], handed: Handed): string[] {
  return [...before.filter((text) => decodeHanded(text).queue !== handed.queue), encodeHanded(handed)]
}

/** People to be rostered for a queue, interval by interval, by whoever has the skill. */
export function requirementFrom(plan: Plan, handed: Handed, skill: string): Problem['requirement'] {
  const rostered = rosteredOf(plan)
  return plan.time.flatMap((time, i) => {
    const agents = rostered[i] ?? 0
    return agents > 0 ? [{ time, queue: handed.queue, skill, agents }] : []
  })
}

/** Of the last scenario: the one that was asked for beside the base, or the base itself. */
export const rosteredOf = (plan: Plan): readonly number[] => plan.scenarios.at(-1)?.intervals.rostered ?? []

/** The skill that serves a queue, as far as names tell. */
export function skillFor(queue: string, skills: readonly string[]): string {
  const { team, channel } = partsOf(queue)
  const names = [queue, channel, team].filter((name) => name !== null).map((name) => name.toLowerCase())
  const named = names.flatMap((name) => skills.filter((skill) => skill.toLowerCase() === name))[0]
  return named ?? (skills.length === 1 ? (skills[0] as string) : (channel ?? team ?? queue))
}

/** Whether a roster was made for the need of a queue. */
export const serves = ({ requirement }: Problem, queue: string): boolean =>
  (requirement as readonly Record<string, unknown>[]).some((row) => row.queue === queue)

interface Served {
  skill: string
  needed: number
}

/**
 * People whom a roster gives to a queue in each interval of `time`; null where it was not made for the queue or does not
 * cover the time. Who serves several queues by one skill is shared out as they are needed.
 */
export function givenTo(
  queue: string,
  time: readonly string[],
  problem: Problem,
  coverage: readonly { at: string; skill: string; there: number }[],
  period: { from: number; to: number },
): number[] | null {
  const first = Date.parse(time[0] ?? '')
  if (!(first >= period.from) || Date.parse(time.at(-1) ?? '') >= period.to) return null
  const own = new Map<number, Served>()
  const all = new Map<string, number>()
  const skills = new Set<string>()
  for (const row of problem.requirement as readonly Record<string, unknown>[]) {
    if (typeof row.time !== 'string' || typeof row.skill !== 'string') continue
    const at = Date.parse(row.time)
    const needed = Number(row.agents ?? 0)
    all.set(`${at} ${row.skill}`, (all.get(`${at} ${row.skill}`) ?? 0) + needed)
    if (row.queue !== queue) continue
    skills.add(row.skill)
    own.set(at, { skill: row.skill, needed })
  }
  const [skill] = skills
  if (skill === undefined) return null
  const there = new Map(
    coverage.filter((row) => row.skill === skill).map((row) => [Date.parse(row.at), row.there]),
  )
  return time.map((text) => {
    const at = Date.parse(text)
    const share = (own.get(at)?.needed ?? 0) / (all.get(`${at} ${skill}`) ?? 1)
    // Nobody needs the skill: whoever is there is free for this queue too.
    const part = all.has(`${at} ${skill}`) ? share : 1
    return Math.floor((there.get(at) ?? 0) * part + 1e-6)
  })
}
