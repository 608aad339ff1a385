import { weightsByError } from '../combine.ts'
import { type History, type Member, type Origin, weekdayAt } from '../history.ts'

interface Gains {
  level: number
  day: number
  week: number
  /** What is left of an error in the next interval and all later ones: nothing or all of it. */
  carry: 0 | 1
}

/** A level that hardly moves to one that follows, patterns of day and week that are slow or quick, errors that stay or go. */
const GAINS: readonly Gains[] = [0.003, 0.03, 0.2].flatMap((level) =>
  [0.1, 0.4].flatMap((day) =>
    [0.05, 0.2].flatMap((week) => ([0, 1] as const).map((carry) => ({ level, day, week, carry }))),
  ),
)
const SETTLING_DAYS = 14
/** Days that a state needs to forget how it began. */
const RUN_IN_DAYS = 182
/** Daily forgetting of how far off gains were: half after six weeks and a half. */
const FORGET = 0.985
/** Weight below which gains are left out. */
const LEAST_WEIGHT = 0.01

/**
 * Double-seasonal Holt-Winters with autoregressive errors: a level, a pattern of the day and one of the week, each smoothed
 * interval by interval. Taylor, Management Science 54 (2008) 253. Run with many gains side by side and weighed by how far off
 * each has been for the next day.
 */
export const doubleSeasonal: Member = {
  name: 'double-seasonal smoothing',
  run: (history, origins) => smoothed(history, origins, { lead: 0, length: 1, every: 1, power: 40 }),
}

/** The same by how far off they have been for the week after next. */
export const doubleSeasonalFar: Member = {
  name: 'double-seasonal smoothing, far ahead',
  run: (history, origins) => smoothed(history, origins, { lead: 7, length: 7, every: 4, power: 12 }),
}

/** Lead days that gains are to be good for, how many days apart they are tried, and the power of the error that weights fall with. */
interface Aim {
  lead: number
  length: number
  every: number
  power: number
}

interface Trial {
  day: number
  /** By gains. */
  said: Float64Array[]
}

function smoothed(history: History, origins: readonly Origin[], aim: Aim): Float64Array[] {
  const first = origins[0]?.day ?? 0
  const last = origins.at(-1)?.day ?? 0
  const from = Math.max(0, first - RUN_IN_DAYS)
  const settled = Math.min(first, from + SETTLING_DAYS)
  const states = GAINS.map((gains) => new State(history, gains, from, settled))
  const errors = new Float64Array(GAINS.length)
  const trials: Trial[] = []
  let passed = settled
  return origins.map(({ day, horizon }) => {
    for (; passed < day; passed++) {
      if (passed % aim.every === 0 && passed + aim.lead + aim.length <= last) {
        const said = states.map((state) => state.ahead(passed, aim.lead + aim.length, aim.lead))
        trials.push({ day: passed, said })
      }
      for (const state of states) state.pass(passed)
      for (let k = 0; k < errors.length; k++) errors[k] = (errors[k] as number) * FORGET
      const due = trials[0]
      if (due && due.day + aim.lead + aim.length - 1 === passed)
        judge(history, trials.shift() as Trial, aim, errors)
    }
    return blend(states, weightsOf(errors, aim.power), day, horizon)
  })
}

/** Adds what each trial was off by, on days that are believed. */
function judge(history: History, { day, said }: Trial, { lead, length }: Aim, errors: Float64Array): void {
  const { slots: m, x, open } = history
  for (let h = lead; h < lead + length; h++) {
    if (history.weight[day + h] !== 1) continue
    for (let s = 0; s < m; s++) {
      const at = (day + h) * m + s
      if (!open[at]) continue
      for (let k = 0; k < errors.length; k++) {
        const off = (x[at] as number) - ((said[k] as Float64Array)[h * m + s] as number)
        errors[k] = (errors[k] as number) + Math.abs(off)
      }
    }
  }
}

/** Those that hardly count are left out. */
function weightsOf(errors: Float64Array, power: number): Float64Array {
  const kept = weightsByError(errors, power).map((weight) => (weight < LEAST_WEIGHT ? 0 : weight))
  const left = kept.reduce((a, b) => a + b, 0)
  return kept.map((weight) => weight / left)
}

function blend(states: readonly State[], weights: Float64Array, day: number, horizon: number): Float64Array {
  let out = new Float64Array(0)
  states.forEach((state, k) => {
    const weight = weights[k] as number
    if (weight === 0) return
    const said = state.ahead(day, horizon)
    if (out.length === 0) out = new Float64Array(said.length)
    for (let i = 0; i < said.length; i++) out[i] = (out[i] as number) + weight * (said[i] as number)
  })
  return out
}

class State {
  readonly #history: History
  readonly #gains: Gains
  #level = 0
  #error = 0
  readonly #day: Float64Array
  readonly #week: Float64Array

  /** Begins with the means of the days `from` to `to - 1`. */
  constructor(history: History, gains: Gains, from: number, to: number) {
    this.#history = history
    this.#gains = gains
    const { slots: m, x, open } = history
    const day = meansOf(m, from, to, history, (_, s) => s)
    const week = meansOf(7 * m, from, to, history, (d, s) => weekdayAt(history, d) * m + s)
    let n = 0
    for (let d = from; d < to; d++) {
      for (let s = 0; s < m; s++) {
        if (!open[d * m + s]) continue
        this.#level += x[d * m + s] as number
        n += 1
      }
    }
    this.#level /= Math.max(1, n)
    this.#week = week.map((value, i) => (Number.isNaN(value) ? 0 : value - (day[i % m] as number)))
    this.#day = day.map((value) => (Number.isNaN(value) ? 0 : value - this.#level))
  }

  /** Takes in one day, interval by interval. */
  pass(d: number): void {
    const gains = this.#gains
    const { slots: m, x, open, opens } = this.#history
    if (!opens[d]) return
    const w = weekdayAt(this.#history, d)
    for (let s = 0; s < m; s++) {
      if (!open[d * m + s]) continue
      const day = this.#day[s] as number
      const week = this.#week[w * m + s] as number
      const off = (x[d * m + s] as number) - this.#level - day - week
      const surprise = off - gains.carry * this.#error
      this.#level += gains.level * surprise
      this.#day[s] = day + gains.day * surprise
      this.#week[w * m + s] = week + gains.week * surprise
      this.#error = off
    }
  }

  /** The days before `from` are left at 0. */
  ahead(origin: number, horizon: number, from = 0): Float64Array {
    const { slots: m, open } = this.#history
    const out = new Float64Array(horizon * m)
    const error = this.#gains.carry * this.#error
    for (let h = from; h < horizon; h++) {
      const w = weekdayAt(this.#history, origin + h)
      for (let s = 0; s < m; s++) {
        if (!open[(origin + h) * m + s]) continue
        const value = this.#level + (this.#day[s] as number) + (this.#week[w * m + s] as number) + error
        out[h * m + s] = Math.max(0, value)
      }
    }
    return out
  }
}

function meansOf(
  size: number,
  from: number,
  to: number,
  { slots: m, x, open }: History,
  place: (day: number, slot: number) => number,
): Float64Array {
  const sums = new Float64Array(size)
  const counts = new Float64Array(size)
  for (let d = from; d < to; d++) {
    for (let s = 0; s < m; s++) {
      if (!open[d * m + s]) continue
      const at = place(d, s)
      sums[at] = (sums[at] as number) + (x[d * m + s] as number)
      counts[at] = (counts[at] as number) + 1
    }
  }
  return sums.map((sum, i) => sum / (counts[i] as number))
}
