import { type History, weekdayAt } from '../history.ts'

/** Usual slots per weekday, learned day by day; a weekday never seen borrows from all days. */
export class WeeklyProfile {
  readonly #slots: number
  readonly #gain: number
  readonly #byWeekday: Float64Array[]
  readonly #seen = new Float64Array(8)

  constructor(slots: number, gain: number) {
    this.#slots = slots
    this.#gain = gain
    this.#byWeekday = Array.from({ length: 8 }, () => new Float64Array(slots))
  }

  of(weekday: number): Float64Array {
    return this.#byWeekday[(this.#seen[weekday] as number) > 0 ? weekday : 7] as Float64Array
  }

  learn(history: History, day: number): void {
    this.#learn(weekdayAt(history, day), history, day)
    this.#learn(7, history, day)
  }

  #learn(weekday: number, history: History, day: number): void {
    const seen = this.#seen[weekday] as number
    const gain = Math.max(weekday === 7 ? this.#gain / 5 : this.#gain, 1 / (seen + 1))
    const profile = this.#byWeekday[weekday] as Float64Array
    const at = day * this.#slots
    for (let s = 0; s < this.#slots; s++) {
      profile[s] = (profile[s] as number) + gain * ((history.x[at + s] as number) - (profile[s] as number))
    }
    this.#seen[weekday] = seen + 1
  }
}
