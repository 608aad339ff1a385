/** Who is there when, as the instants at which the number of people present changes. */
export interface Change {
  /** Seconds since the start of the demand. */
  at: number
  agents: number
}

export interface Shift {
  /** Seconds since the start of the demand. */
  from: number
  to: number
  breaks?: readonly (readonly [from: number, to: number])[]
}

/** @example presenceOfPlan([2, 3], 1800) // [{ at: 0, agents: 2 }, { at: 1800, agents: 3 }] */
export function presenceOfPlan(agents: readonly number[], stepS: number): Change[] {
  return agents.map((count, i) => ({ at: i * stepS, agents: count }))
}

/** People on shift and not on a break; breaks reach no further than their shift. */
export function presenceOfShifts(shifts: readonly Shift[]): Change[] {
  const steps = new Map<number, number>([[0, 0]])
  const add = (at: number, by: number) => steps.set(at, (steps.get(at) ?? 0) + by)
  for (const { from, to, breaks = [] } of shifts) {
    add(Math.max(0, from), 1)
    add(Math.max(0, to), -1)
    for (const [begins, ends] of breaks) {
      add(Math.max(0, from, Math.min(begins, to)), -1)
      add(Math.max(0, from, Math.min(ends, to)), 1)
    }
  }
  let agents = 0
  return [...steps]
    .sort(([a], [b]) => a - b)
    .map(([at, by]) => {
      agents += by
      return { at, agents }
    })
}
