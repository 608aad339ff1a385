/** What somebody should know before trusting a roster, in plain sentences. */
import type { Check } from '../check/check-roster.ts'
import type { Problem } from '../model/problem.ts'
import type { Warning, WarningCode } from '../model/warning.ts'
import { isSunday } from './candidates.ts'
import type { Instance } from './instance.ts'

export function warningsOf(problem: Problem, instance: Instance, check: Check): Warning[] {
  const { demand, types, horizon, candidates } = instance
  const warnings: Warning[] = [...demand.warnings]
  const say = (code: WarningCode, message: string, about: string[] = [], hours: number[] = []) =>
    warnings.push({ code, about, hours, message })
  const warn = (code: WarningCode, ids: string[], text: string) => {
    if (ids.length > 0) say(code, `${list(ids)}: ${text}`, ids)
  }
  if (demand.skills.length === 0) say('nothing_needed', 'nothing is needed in this period')
  if (problem.people.length === 0) say('nobody', 'there is nobody to give shifts to')
  if (types.every((day) => day.length === 0))
    say('no_shift', 'no pattern gives a legal shift: check starts, lengths and breaks')
  for (const { id } of problem.patterns) {
    if (!types.some((day) => day.some(({ pattern, isPin }) => pattern.id === id && !isPin)))
      warn('dead_pattern', [id], 'this pattern gives no legal shift in the period')
  }
  const plain = problem.people.filter(({ skills }) => skills.length === 0)
  warn(
    'no_skills',
    plain.map(({ id }) => id),
    'no skills, so no shifts',
  )
  const others = problem.people.filter(
    ({ skills }) => skills.length > 0 && !skills.some((skill) => demand.skills.includes(skill)),
  )
  if (demand.skills.length > 0)
    warn(
      'other_skills',
      others.map(({ id }) => id),
      'none of their skills is needed, so no shifts',
    )
  const nowhere = candidates.filter(({ choices }) => choices.every((day) => day.length === 0))
  warn(
    'no_chance',
    nowhere.map(({ person }) => person.id),
    'availability, leave and rules leave no possible shift',
  )
  warn(
    'relaxed',
    candidates.filter((one) => one.relaxed).map(({ person }) => person.id),
    'no legal week meets the hard contract and wishes; they are only priced here',
  )
  for (const { person, date } of instance.pins.leftOut) {
    say('pin_left_out', `the shift put by hand for ${person} on ${date} breaks a hard rule and is left out`, [
      person,
      date,
    ])
  }
  for (const { person, duty, date } of instance.pins.dutiesLeftOut) {
    say(
      'duty_left_out',
      `the duty ${duty} given by hand to ${person} on ${date} breaks a rule and is left out`,
      [person, duty, date],
    )
  }
  for (const [k, skill] of demand.skills.entries()) {
    if (!problem.people.some(({ skills }) => skills.includes(skill))) {
      say(
        'unknown_skill',
        `nobody has the skill ${skill}; ${round(hoursOf(demand.agents[k] as Float64Array, horizon.stepMs))} agent-hours stay uncovered`,
        [skill],
        [round(hoursOf(demand.agents[k] as Float64Array, horizon.stepMs))],
      )
    }
  }
  if (problem.rules.sunday_work.is === 'hard') {
    const asked = horizon.days
      .filter((day) => isSunday(day, problem))
      .some((day) => needs(instance, day.startMs))
    if (asked) say('sunday', 'Sundays or holidays need people, but the rule sunday_work forbids work then')
  }
  const needed = demand.agents.reduce((sum, row) => sum + hoursOf(row, horizon.stepMs), 0)
  if (check.shortHours > 0.05 * needed && check.shortHours > 0) {
    say(
      'short',
      `no legal roster was found that covers the requirement: ${round(check.shortHours)} of ${round(needed)} agent-hours are missing`,
      [],
      [round(check.shortHours), round(needed)],
    )
  }
  return warnings
}

function needs({ demand, horizon }: Instance, startMs: number): boolean {
  const first = Math.max(0, Math.floor(horizon.slotAt(startMs)))
  const perDay = 86_400_000 / horizon.stepMs
  return demand.agents.some((row) => row.slice(first, first + perDay).some((agents) => agents > 0))
}

const hoursOf = (row: Float64Array, stepMs: number) =>
  (row.reduce((sum, one) => sum + one, 0) * stepMs) / 3_600_000
const round = (value: number) => Math.round(value * 10) / 10
const list = (ids: readonly string[]) =>
  ids.length <= 6 ? ids.join(', ') : `${ids.slice(0, 5).join(', ')} and ${ids.length - 5} more`
