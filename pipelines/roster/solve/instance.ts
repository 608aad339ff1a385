/** A problem made ready for the solver: shift types, candidates, coverage. */
import { type Demand, demandOf } from '../model/demand.ts'
import { type Horizon, horizonOf } from '../model/horizon.ts'
import type { Problem } from '../model/problem.ts'
import type { Shift } from '../model/roster.ts'
import { type Candidate, candidateOf } from './candidates.ts'
import { type Coverage, coverageOf } from './coverage.ts'
import { type Pins, pinsOf } from './pins.ts'
import { pinnedTypeOf, type ShiftType, shiftTypesOf } from './shift-types.ts'
import { type Tour, type TourFinder, tourFinder } from './tours.ts'

export interface Instance {
  problem: Problem
  horizon: Horizon
  demand: Demand
  /** Per day. */
  types: ShiftType[][]
  coverage: Coverage
  /** People who can cover anything that is needed. */
  candidates: Candidate[]
  tours: TourFinder
  /** Cost of those who are not candidates, whatever the roster. */
  idleCost: number
  pins: Pins
}

export function instanceOf(problem: Problem): Instance {
  const horizon = horizonOf(problem)
  const demand = demandOf(problem, horizon)
  const pins = pinsOf(problem)
  const types = horizon.days.map((_, d) => shiftTypesOf(problem.patterns, problem.rules, horizon, d))
  const pinned = pinnedTypes(problem, pins.kept, types, horizon)
  const keys = new Map<string, number>()
  const groupSkills: string[][] = []
  const groupOf = problem.people.map((person) => {
    const own = [...new Set(person.skills.filter((skill) => demand.skills.includes(skill)))].sort()
    if (own.length === 0) return -1
    const key = own.join('\n')
    if (!keys.has(key)) groupSkills.push(own)
    const at = keys.get(key) ?? keys.size
    keys.set(key, at)
    return at
  })
  const all = problem.people.map((person, i) =>
    candidateOf(
      problem,
      person,
      groupOf[i] ?? -1,
      types,
      horizon,
      pinned.get(person.id),
      pins.duties.filter((turn) => turn.person === person.id),
    ),
  )
  const tours = tourFinder(types, problem.rules, horizon)
  for (const one of all) if (one.group !== -1) relaxWhereNothingIsLegal(one, tours, types)
  const idle = all.filter(({ group }) => group === -1)
  const free: Tour = horizon.days.map(() => null)
  return {
    problem,
    horizon,
    demand,
    types,
    coverage: coverageOf(demand, problem.prices, horizon.stepMs, groupSkills, problem.people.length),
    candidates: all.filter(({ group }) => group !== -1),
    tours,
    pins,
    idleCost: idle.reduce((sum, one) => sum + (finite(tours.ownCost(one, free)) ?? 0), 0),
  }
}

/** Where no tour meets the hard contract and wishes, both are only priced, and said so. */
function relaxWhereNothingIsLegal(
  candidate: Candidate,
  tours: TourFinder,
  types: readonly ShiftType[][],
): void {
  const nothing = {
    values: types.map((day) => new Float64Array(day.length)),
    placings: types.map((day) => new Int32Array(day.length)),
  }
  const free = leastTour(candidate)
  if (Number.isFinite(tours.ownCost(candidate, free)) || tours.find(candidate, nothing)) return
  candidate.relaxed = true
  if (tours.find(candidate, nothing)) return
  candidate.mayBeOff = candidate.pinned.map((pin) => pin === null)
}

/** Nothing but what was put by hand. */
export const leastTour = ({ pinned }: Candidate): Tour =>
  pinned.map((type) => (type === null ? null : { type, placing: 0 }))

/** Adds the shifts put by hand to the types of their days; by person, the position of each day's. */
function pinnedTypes(
  { patterns }: Problem,
  pins: readonly Shift[],
  types: ShiftType[][],
  horizon: Horizon,
): Map<string, (number | null)[]> {
  const found = new Map<string, (number | null)[]>()
  for (const shift of pins) {
    const day = horizon.days.findIndex(({ date }) => date === shift.date)
    const pattern = patterns.find(({ id }) => id === shift.pattern)
    const own = types[day]
    if (!own || !pattern) continue
    const places = found.get(shift.person) ?? horizon.days.map(() => null)
    places[day] = own.push(pinnedTypeOf(shift, pattern, horizon, day)) - 1
    found.set(shift.person, places)
  }
  return found
}

const finite = (value: number) => (Number.isFinite(value) ? value : null)

/** Presence of a tour: calls with each interval and the share of it that is worked, breaks taken off. */
export function eachSlot(
  types: readonly ShiftType[][],
  tour: Tour,
  use: (slot: number, share: number) => void,
): void {
  for (const [d, one] of tour.entries()) {
    if (!one) continue
    const type = types[d]?.[one.type] as ShiftType
    const { slots, shares } = type.span
    for (let i = 0; i < slots.length; i++) use(slots[i] as number, shares[i] as number)
    const away = type.placings[one.placing]?.away
    if (!away) continue
    for (let i = 0; i < away.slots.length; i++) use(away.slots[i] as number, -(away.shares[i] as number))
  }
}
