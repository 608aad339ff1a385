import { type History, type Member, type Origin, weekdayAt } from '../history.ts'

interface Gains {
  level: number
  day: number
  week: number
  /** How much of an error is left one interval on. */
  carry: number
}

/** Starting points of the search: a level that follows at once, one that hardly moves, and what lies between. */
const STARTS: readonly Gains[] = [
  { level: 0.002, day: 0.15, week: 0.3, carry: 0.8 },
  { level: 0.01, day: 0.05, week: 0.15, carry: 0.9 },
  { level: 0.05, day: 0.05, week: 0.3, carry: 0 },
  { level: 0.3, day: 0.2, week: 0.05, carry: 0 },
  { level: 0.003, day: 0.003, week: 0.1, carry: 0.997 },
  { level: 0.003, day: 0.02, week: 0.2, carry: 0.99 },
]
const TRIED_DAYS = 70
const SETTLING_DAYS = 14
const ROUNDS = 3
/** Days after which the gains are looked for anew. */
const HOLD_DAYS = 14

/**
 * Double-seasonal Holt-Winters with autoregressive errors: a level, a pattern of the day and one of the week, each smoothed
 * interval by interval. Taylor, Management Science 54 (2008) 253. This one has the gains that were best for the next day.
 */
export const doubleSeasonal: Member = {
  name: 'double-seasonal smoothing',
  run: (history, origins) => smoothed(history, origins, { lead: 0, length: 1, every: 1 }),
}

/** The same with the gains that were best for the week after next. */
export const doubleSeasonalFar: Member = {
  name: 'double-seasonal smoothing, far ahead',
  run: (history, origins) => smoothed(history, origins, { lead: 7, length: 7, every: 4 }),
}

/** Lead days that the gains are to be good for, and how many days apart they are tried. */
interface Aim {
  lead: number
  length: number
  every: number
}

function smoothed(history: History, origins: readonly Origin[], aim: Aim): Float64Array[] {
  let gains: Gains | null = null
  let since = 0
  let state: State | null = null
  let passed = 0
  return origins.map(({ day, horizon }) => {
    if (gains === null || state === null || day - since >= HOLD_DAYS) {
      gains = search(history, day, aim)
      since = day
      const from = Math.max(0, day - RUN_IN_DAYS)
      passed = Math.min(day, from + SETTLING_DAYS)
      state = new State(history, from, passed)
    }
    for (; passed < day; passed++) state.pass(passed, gains)
    return state.ahead(day, horizon, gains)
  })
}

/** Days that a state needs to forget how it began. */
const RUN_IN_DAYS = 182

/** On days before `until` only. */
function search(history: History, until: number, aim: Aim): Gains {
  let best = STARTS[0] as Gains
  let least = Number.POSITIVE_INFINITY
  const attempt = (gains: Gains) => {
    const error = errorOf(history, until, gains, aim)
    if (error < least) {
      least = error
      best = gains
    }
  }
  for (const start of STARTS) attempt(start)
  for (let round = 0, step = 2.5; round < ROUNDS; round++, step = Math.sqrt(step)) {
    for (const name of ['level', 'day', 'week'] as const) {
      for (const factor of [step, 1 / step]) attempt({ ...best, [name]: Math.min(0.9, best[name] * factor) })
    }
    for (const factor of [step, 1 / step])
      attempt({ ...best, carry: 1 - Math.min(1, (1 - best.carry) * factor) })
  }
  return best
}

function errorOf(history: History, until: number, gains: Gains, { lead, length, every }: Aim): number {
  const { slots: m, x, open } = history
  const from = Math.max(0, until - TRIED_DAYS)
  const settled = Math.min(until, from + SETTLING_DAYS)
  const state = new State(history, from, settled)
  let error = 0
  for (let d = settled; d + lead < until; d++) {
    if (d % every === 0) {
      const days = Math.min(lead + length, until - d)
      const said = state.ahead(d, days, gains)
      for (let h = lead; h < days; h++) {
        if (history.weight[d + h] !== 1) continue
        for (let s = 0; s < m; s++) {
          const at = (d + h) * m + s
          if (open[at]) error += Math.abs((x[at] as number) - (said[h * m + s] as number))
        }
      }
    }
    state.pass(d, gains)
  }
  return error
}

class State {
  readonly #history: History
  #level = 0
  #error = 0
  readonly #day: Float64Array
  readonly #week: Float64Array

  /** Begins with the means of the days `from` to `to - 1`. */
  constructor(history: History, from: number, to: number) {
    this.#history = history
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
  pass(d: number, gains: Gains): void {
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

  ahead(origin: number, horizon: number, gains: Gains): Float64Array {
    const { slots: m, open } = this.#history
    const out = new Float64Array(horizon * m)
    let error = this.#error
    for (let h = 0; h < horizon; h++) {
      const w = weekdayAt(this.#history, origin + h)
      for (let s = 0; s < m; s++) {
        if (!open[(origin + h) * m + s]) continue
        error *= gains.carry
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
