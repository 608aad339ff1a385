/**
 * The roster as a linear programme over whole tours (Dantzig and Wolfe): every candidate has exactly one tour, every
 * interval its agents, missing and surplus ones at their price. HiGHS keeps it; columns are added as they are found.
 */
import type { Highs, Model } from 'highs'
import { eachSlot, type Instance } from './instance.ts'
import type { Tour } from './tours.ts'

export interface Column {
  candidate: number
  tour: Tour
  own: number
}

export interface Duals {
  /** Per candidate. */
  choice: Float64Array
  /** Per skill and interval: what one more agent there is worth. */
  skill: Float64Array[]
  /** The same per group of people. */
  group: Float64Array[]
}

export interface Master {
  columns: Column[]
  /** Takes each tour of a candidate once; returns how many were new. */
  add(columns: readonly Column[]): number
  /** Solves the relaxation, with the share of each column in it; null when the clock ran out. */
  relax(seconds: number): { cost: number; duals: Duals; shares: Float64Array } | null
  /** Has a column stand in every solution from now on; `release` ends that for all. */
  fix(column: number): void
  release(): void
  /** The best combination of whole tours that it finds in time, starting from `start`. */
  combine(start: readonly Tour[], seconds: number, cancelled: () => boolean): Tour[] | null
  dispose(): void
}

export function masterOf(highs: Highs, instance: Instance): Master {
  const { candidates, coverage, horizon, types } = instance
  const infinity = highs.infinity
  // Intervals in which nobody is needed and nobody can be have no rows, and no price.
  const counts = new Uint8Array(horizon.slots)
  for (const type of types.flat()) for (const slot of type.span.slots) counts[slot] = 1
  for (const row of coverage.need) for (const [t, agents] of row.entries()) if (agents > 0) counts[t] = 1
  const active = Array.from(counts.keys()).filter((t) => counts[t] === 1)
  const placeOf = new Int32Array(horizon.slots).fill(-1)
  for (const [i, t] of active.entries()) placeOf[t] = i
  const slots = active.length
  const skills = coverage.skills.length
  const single = coverage.groups.map((own) => own.length === 1)
  const multi = coverage.groups.map((_, g) => g).filter((g) => !single[g])
  const rowAt = (block: number, t: number) => candidates.length + block * slots + (placeOf[t] as number)
  const skillRow = (skill: number, t: number) => rowAt(skill, t)
  const multiRow = (place: number, t: number) => rowAt(skills + place, t)
  const rows = candidates.length + (skills + multi.length) * slots

  const lower = new Float64Array(rows)
  for (let i = 0; i < candidates.length; i++) lower[i] = 1
  for (let k = 0; k < skills; k++) {
    for (const t of active) lower[skillRow(k, t)] = coverage.need[k]?.[t] ?? 0
  }
  const cost: number[] = []
  const starts: number[] = [0]
  const indices: number[] = []
  const values: number[] = []
  const column = (price: number, entries: [number, number][]) => {
    cost.push(price)
    for (const [row, value] of entries) {
      indices.push(row)
      values.push(value)
    }
    starts.push(indices.length)
  }
  for (const t of active) {
    for (let k = 0; k < skills; k++) {
      column(coverage.short[k] ?? 0, [[skillRow(k, t), 1]])
      column(coverage.surplus, [[skillRow(k, t), -1]])
    }
    for (const [place, g] of multi.entries()) {
      for (const k of coverage.groups[g] ?? []) {
        column(0, [
          [multiRow(place, t), -1],
          [skillRow(k, t), 1],
        ])
      }
    }
  }
  const fixed = cost.length
  const model: Model = highs.createModel({
    numCols: fixed,
    numRows: rows,
    colCost: cost,
    colLower: cost.map(() => 0),
    colUpper: cost.map(() => infinity),
    rowLower: lower,
    rowUpper: lower,
    matrix: { format: 'csc', numRows: rows, numCols: fixed, starts, indices, values },
  })
  model.options.set({ output_flag: false })
  const columns: Column[] = []
  const placeOfTour = new Map<string, number>()
  let held: number[] = []
  // At the start and after a change of bounds the basis is good for the dual simplex, after new columns for the primal one.
  let bounded = true
  let solved = false

  function add(found: readonly Column[]): number {
    const added = found.filter((column) => {
      const key = keyOf(column)
      if (placeOfTour.has(key)) return false
      placeOfTour.set(key, placeOfTour.size)
      return true
    })
    if (added.length === 0) return 0
    const at = { starts: [0], indices: [] as number[], values: [] as number[] }
    for (const { candidate, tour } of added) {
      const group = candidates[candidate]?.group as number
      const place = multi.indexOf(group)
      const presence = new Map<number, number>()
      eachSlot(types, tour, (slot, share) => presence.set(slot, (presence.get(slot) ?? 0) + share))
      at.indices.push(candidate)
      at.values.push(1)
      for (const [slot, share] of [...presence].sort((a, b) => a[0] - b[0])) {
        if (share < 1e-9) continue
        at.indices.push(
          single[group] ? skillRow(coverage.groups[group]?.[0] as number, slot) : multiRow(place, slot),
        )
        at.values.push(share)
      }
      at.starts.push(at.indices.length)
    }
    model.addCols({
      cost: Float64Array.from(added, ({ own }) => own),
      lower: new Float64Array(added.length),
      upper: new Float64Array(added.length).fill(infinity),
      matrix: {
        format: 'csc',
        numRows: rows,
        numCols: added.length,
        starts: Int32Array.from(at.starts),
        indices: Int32Array.from(at.indices),
        values: Float64Array.from(at.values),
      },
    })
    columns.push(...added)
    bounded = !solved
    return added.length
  }

  return {
    columns,
    add,
    relax(seconds) {
      model.zeroAllClocks()
      model.options.set({
        time_limit: Math.max(0.1, seconds),
        simplex_strategy: bounded ? 1 : 4,
      })
      solved = true
      const { modelStatus } = model.run()
      if (modelStatus !== highs.constants.modelStatus.optimal) return null
      const { rowDual, colValue } = model.getSolution()
      const prices = (row: (t: number) => number) => {
        const all = new Float64Array(horizon.slots)
        for (const t of active) all[t] = rowDual[row(t)] as number
        return all
      }
      const skill = coverage.skills.map((_, k) => prices((t) => skillRow(k, t)))
      const group = coverage.groups.map((own, g) => {
        if (single[g]) return skill[own[0] as number] as Float64Array
        const place = multi.indexOf(g)
        return prices((t) => multiRow(place, t))
      })
      return {
        cost: model.getObjectiveValue(),
        shares: colValue.slice(fixed),
        duals: { choice: rowDual.slice(0, candidates.length), skill, group },
      }
    },
    fix(column) {
      model.changeColBounds(fixed + column, 1, infinity)
      bounded = true
      held.push(column)
    },
    release() {
      for (const column of held) model.changeColBounds(fixed + column, 0, infinity)
      held = []
      bounded = true
    },
    combine(start, seconds, cancelled) {
      const all = { kind: 'range' as const, from: fixed, to: fixed + columns.length - 1 }
      const chosen = new Uint8Array(columns.length)
      for (const [candidate, tour] of start.entries()) {
        const at = placeOfTour.get(keyOf({ candidate, tour }))
        if (at !== undefined) chosen[at] = 1
      }
      model.changeColsIntegrality(
        all,
        new Int32Array(columns.length).fill(highs.constants.variableType.integer),
      )
      model.zeroAllClocks()
      model.options.set({ time_limit: seconds, mip_rel_gap: 0.001 })
      const used = Array.from(chosen.keys()).filter((i) => chosen[i] === 1)
      model.setSolution({ indices: used.map((i) => fixed + i), values: used.map(() => 1) })
      model.run({
        [highs.constants.callbackType.mipInterrupt](event) {
          if (cancelled()) event.interrupt()
          return undefined
        },
      })
      const { colValue } = model.getSolution()
      model.clearIntegrality()
      if (colValue.length === 0) return null
      const tours: Tour[] = []
      for (const [i, { candidate, tour }] of columns.entries()) {
        if ((colValue[fixed + i] ?? 0) > 0.5) tours[candidate] = tour
      }
      return candidates.every((_, i) => tours[i]) ? tours : null
    },
    dispose: () => model.dispose(),
  }
}

const keyOf = ({ candidate, tour }: Pick<Column, 'candidate' | 'tour'>) =>
  `${candidate}:${tour.map((one) => (one ? `${one.type}.${one.placing}` : '-')).join()}`
