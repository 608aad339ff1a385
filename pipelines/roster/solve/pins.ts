/** Shifts and duties put by hand, which the solver leaves where they are and plans the rest around. */
import { checkRoster } from '../check/check-roster.ts'
import type { Problem } from '../model/problem.ts'
import type { DutyTurn, Shift } from '../model/roster.ts'

export interface Pins {
  kept: Shift[]
  /** They break a hard rule by themselves or together, so no legal roster holds them. */
  leftOut: Shift[]
  duties: DutyTurn[]
  /** They break a hard rule beside the shifts and duties that are kept. */
  dutiesLeftOut: DutyTurn[]
}

/** Rules that shifts elsewhere in the period can still meet. */
const LATER = new Set(['contract_hours', 'wishes', 'on_call'])

export function pinsOf(problem: Problem): Pins {
  const kept: Shift[] = []
  const leftOut: Shift[] = []
  const byPerson = new Map<string, Shift[]>()
  for (const shift of problem.pinned) {
    byPerson.set(shift.person, [...(byPerson.get(shift.person) ?? []), { ...shift, pinned: true }])
  }
  for (const own of byPerson.values()) {
    // One after the other, so that one too many does not take the others along.
    const fits: Shift[] = []
    for (const shift of own) {
      if (isLegal(problem, [...fits, shift])) fits.push(shift)
      else leftOut.push(shift)
    }
    kept.push(...fits)
  }
  return { kept, leftOut, ...dutyPinsOf(problem, kept) }
}

function dutyPinsOf(problem: Problem, shifts: Shift[]): Pick<Pins, 'duties' | 'dutiesLeftOut'> {
  const duties: DutyTurn[] = []
  const dutiesLeftOut: DutyTurn[] = []
  for (const given of problem.pinned_on_call) {
    const turn = { ...given, pinned: true }
    const { findings } = checkRoster(problem, { shifts, on_call: [...duties, turn] })
    if (findings.some(({ hard, rule }) => hard && rule === 'on_call')) dutiesLeftOut.push(turn)
    else duties.push(turn)
  }
  return { duties, dutiesLeftOut }
}

function isLegal(problem: Problem, shifts: Shift[]): boolean {
  const dates = new Set(shifts.map(({ date }) => date))
  const { findings } = checkRoster(problem, { shifts, on_call: [] })
  const own = shifts[0]?.person
  return (
    dates.size === shifts.length &&
    !findings.some(({ hard, rule, person }) => hard && person === own && !LATER.has(rule))
  )
}
