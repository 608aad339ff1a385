import { type History, type Member, weekdayAt } from '../history.ts'

interface Gains {
  level: number
  day: number
  week: number
  /** How much of an error is left one interval on. */
  carry: number
}

/** Starting points and steps of the search: few, as every one costs a pass over the weeks it is tried on. */
const STARTS: readonly Gains[] = [
  { level: 0.01, day: 0.05, week: 0.15, carry: 0.9 },
  { level: 0.002, day: 0.15, week: 0.3, carry: 0.8 },
  { level: 0.03, day: 0.02, week: 0.08, carry: 0.95 },
]
const TRIED_DAYS = 56
const ROUNDS = 3

/**
 * Double-seasonal Holt-Winters with autoregressive errors: a level, a pattern of the day and one of the week, each smoothed
 * interval by interval. Taylor, Management Science 54 (2008) 253. Gains are found on days before the first origin.
 */
export const doubleSeasonal: Member = {
  name: 'double-seasonal smoothing',
  run(history, origins) {
    const asked = new Map(origins.map(({ day, horizon }) => [day, horizon]))
    const gains = search(history, origins[0]?.day ?? 0)
    const state = new State(history)
    const results: Float64Array[] = []
    for (let d = 0; d <= (origins.at(-1)?.day ?? -1); d++) {
      const horizon = asked.get(d)
      if (horizon !== undefined) results.push(state.ahead(d, horizon, gains))
      if (d < history.days) state.pass(d, gains)
    }
    return results
  },
}

function search(history: History, until: number): Gains {
  const from = Math.max(0, until - TRIED_DAYS)
  let best = STARTS[0] as Gains
  let least = Number.POSITIVE_INFINITY
  const attempt = (gains: Gains) => {
    const error = errorOf(history, from, until, gains)
    if (error < least) {
      least = error
      best = gains
    }
  }
  for (const start of STARTS) attempt(start)
  for (let round = 0, step = 2; round < ROUNDS; round++, step = Math.sqrt(step)) {
    for (const name of ['level', 'day', 'week'] as const) {
      for (const factor of [step, 1 / step]) attempt({ ...best, [name]: Math.min(0.9, best[name] * factor) })
    }
    for (const factor of [step, 1 / step])
      attempt({ ...best, carry: 1 - Math.min(1, (1 - best.carry) * factor) })
  }
  return best
}

/** Errors one interval ahead and one day ahead, as both have to be good. */
function errorOf(history: History, from: number, until: number, gains: Gains): number {
  const state = new State(history)
  const m = history.slots
  let error = 0
  for (let d = from; d < until; d++) {
    if (d > from + 14 && history.opens[d] && history.weight[d] === 1) {
      const day = state.ahead(d, 1, gains)
      for (let s = 0; s < m; s++) error += ((history.x[d * m + s] as number) - (day[s] as number)) ** 2
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
  readonly #seen = new Float64Array(7)
  #days = 0

  constructor(history: History) {
    this.#history = history
    this.#day = new Float64Array(history.slots)
    this.#week = new Float64Array(7 * history.slots)
  }

  /** Takes in one day, interval by interval; the first days only set the patterns up. */
  pass(d: number, gains: Gains): void {
    const { slots: m, x, open, opens } = this.#history
    if (!opens[d]) return
    const w = weekdayAt(this.#history, d)
    const fresh = (this.#seen[w] as number) === 0
    if (this.#days === 0) this.#level = mean(x, open, d * m, m)
    const dayGain = Math.max(gains.day, 1 / (this.#days + 1))
    const weekGain = fresh ? 0.6 : Math.max(gains.week, 0.5 / (this.#seen[w] as number))
    for (let s = 0; s < m; s++) {
      if (!open[d * m + s]) continue
      const y = x[d * m + s] as number
      const day = this.#day[s] as number
      const week = this.#week[w * m + s] as number
      const off = y - this.#level - day - week
      const surprise = off - gains.carry * this.#error
      if (this.#days > 0) this.#level += gains.level * surprise
      this.#day[s] = day + dayGain * surprise
      this.#week[w * m + s] = week + (this.#days === 0 ? 0 : weekGain * (surprise - dayGain * surprise))
      this.#error = off
    }
    this.#seen[w] = (this.#seen[w] as number) + 1
    this.#days += 1
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

function mean(x: Float64Array, open: Uint8Array, at: number, n: number): number {
  let sum = 0
  let count = 0
  for (let s = 0; s < n; s++) {
    if (!open[at + s]) continue
    sum += x[at + s] as number
    count += 1
  }
  return count === 0 ? 0 : sum / count
}
