/**
 * Proves or refutes that a roster is legal, and prices it: apart from the solver, from the instants of the shifts alone.
 * Hours are elapsed time, so a night of a clock change counts as long as it is. Pure, some milliseconds for 100 people.
 */
import type { Problem } from '../model/problem.ts'
import type { Assignment } from '../model/roster.ts'
import { type CoverageRow, coverageCheck } from './coverage.ts'
import { checkDuties } from './duties.ts'
import { type Finding, fact, say } from './finding.ts'
import { checkPerson } from './one-person.ts'
import { checkShift } from './single-shift.ts'
import { periodOf, workOf } from './times.ts'

export interface Costs {
  work: number
  short: number
  surplus: number
  /** Of findings that are priced, by rule. */
  rules: Record<string, number>
  duties: number
  total: number
}

export interface Check {
  legal: boolean
  findings: Finding[]
  coverage: CoverageRow[]
  /** Agent-hours. */
  shortHours: number
  surplusHours: number
  costs: Costs
}

export function checkRoster(problem: Problem, roster: Assignment): Check {
  const period = periodOf(problem)
  const people = new Map(problem.people.map((person) => [person.id, person]))
  const findings: Finding[] = []
  const shiftsOf = new Map<string, Assignment['shifts']>(problem.people.map(({ id }) => [id, []]))
  for (const shift of roster.shifts) {
    const own = shiftsOf.get(shift.person)
    if (own) own.push(shift)
    else
      findings.push(fact('person', shift.person, shift.date, say('unknown_person', { person: shift.person })))
  }
  let hours = 0
  for (const [id, shifts] of shiftsOf) {
    const person = people.get(id) as Problem['people'][number]
    shifts.sort((a, b) => Date.parse(a.start) - Date.parse(b.start))
    for (const shift of shifts) {
      hours += workOf(shift) / 60
      findings.push(...checkShift(problem, person, shift, period))
    }
    findings.push(...checkPerson(problem, person, shifts, period))
  }
  findings.push(...checkDuties(problem, roster, period))
  const { rows, shortHours, surplusHours, short, surplus } = coverageCheck(problem, roster.shifts, period)
  const rules: Costs['rules'] = {}
  for (const { rule, cost } of findings) if (cost > 0) rules[rule] = (rules[rule] ?? 0) + cost
  const { on_call: duties = 0, ...own } = rules
  const work = hours * problem.prices.hour
  const total = Object.values(own).reduce((sum, one) => sum + one, work + short + surplus + duties)
  return {
    legal: !findings.some(({ hard }) => hard),
    findings,
    coverage: rows,
    shortHours,
    surplusHours,
    costs: { work, short, surplus, rules: own, duties, total },
  }
}
