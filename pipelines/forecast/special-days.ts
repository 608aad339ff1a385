/** Holidays and marked events: what they did to days like it, learned as a departure from a usual day. */
import type { Cleaned } from './clean.ts'
import type { Grid } from './grid.ts'
import { weekdayAt } from './history.ts'

export interface SpecialDay {
  /** Days of one class are taken to be alike: `holiday`, `campaign`, `outage`, `release`. */
  class: string
  /** As `Christmas Day`: days of one name are more alike still. */
  name?: string
  /** Whether the calendar closes on it; holds unless the record shows contacts on such days. */
  closes?: boolean
  /** Minutes of the day `[from, to)` that it lasts; all day unless told. */
  minutes?: readonly [from: number, to: number]
  /** What a person expects of it, as a multiple of a usual day: holds over what the record says. */
  expected?: number
  /** Share of the contacts that it touches, above 0; all unless told. `expected` speaks of these. */
  share?: number
}

export interface SpecialEffect {
  class: string
  /** Days of that class in the record. */
  days: number
  /** Volume of such a day against a usual one, by the record. */
  ratio: number | null
  /** Which way of seeing it weighs most. */
  as: string
}

type Candidate = 'shape' | 'level' | 'sunday' | 'saturday'
const CANDIDATES: readonly Candidate[] = ['shape', 'level', 'sunday', 'saturday']
const POWER = 4
/** A day on which less than this much of the most that a class ever touched was touched says too little of it. */
const TOUCHED_ENOUGH = 0.25
/** Days of evidence against any effect. */
const DOUBT = 0.3
const SAME_WEEKDAYS = 4

interface Past {
  day: number
  /** √ of what came, and of what was expected. */
  y: Float64Array
  usual: Float64Array
  sunday: Float64Array | null
  saturday: Float64Array | null
  name: string | undefined
  share: number
}

export interface SpecialDays {
  /** The √-scale profile of special day `day` from the usual one; the usual one itself where nothing is known. */
  apply(day: number, special: SpecialDay, usual: Float64Array): Float64Array
  closed(special: SpecialDay): boolean
  effects: SpecialEffect[]
}

/** Learns from special days before `origin`. `cleaned` as the calendar's effects have not touched it yet. */
export function learnSpecialDays(
  grid: Grid,
  cleaned: Cleaned,
  special: ReadonlyMap<number, SpecialDay>,
  origin: number,
): SpecialDays {
  const classes = new Map<string, Learned>()
  const passed = new Map<string, number>()
  for (const [localDay, { class: name }] of special) {
    const day = localDay - grid.firstDay
    if (day < 0 || day >= origin) continue
    passed.set(name, (passed.get(name) ?? 0) + 1)
  }
  for (const name of new Set([...special.values()].map((one) => one.class))) {
    classes.set(
      name,
      new Learned(pastDays(grid, cleaned, special, origin, name), cleaned.slots, grid.stepMinutes),
    )
  }
  const closes = (one: SpecialDay) =>
    !classes.get(one.class)?.past.length &&
    (one.closes === true || (one.class === 'holiday' && (passed.get(one.class) ?? 0) > 0))
  const wholeDay = (day: number, one: SpecialDay, usual: Float64Array): Float64Array => {
    const { expected, share = 1 } = one
    const learned = classes.get(one.class)
    const weekend = { sunday: recent(cleaned, origin, 6), saturday: recent(cleaned, origin, 5) }
    const part = (said: Float64Array) => partly(usual, said, share)
    if (expected !== undefined) return part(usual.map((value) => value * Math.sqrt(expected)))
    if (learned && learned.past.length > 0)
      return partly(usual, learned.apply(one, usual, weekend), share / learned.share)
    if (closes(one)) return part(new Float64Array(usual.length))
    const isWorkday = weekdayAt(cleaned, day) < 5
    return one.class === 'holiday' && isWorkday && weekend.sunday ? part(weekend.sunday) : usual
  }
  return {
    apply(day, one, usual) {
      const said = wholeDay(day, one, usual)
      if (!one.minutes) return said
      const [from, to] = one.minutes
      return usual.map((value, s) => {
        const minute = s * grid.stepMinutes
        return minute + grid.stepMinutes > from && minute < to ? (said[s] as number) : value
      })
    },
    closed: (one) => (one.share ?? 1) === 1 && closes(one),
    effects: [...classes].map(([name, learned]) => learned.effect(name)),
  }
}

/** A √-scale profile with so much of the departure from the usual one, in contacts; more than 1 makes it larger. */
function partly(usual: Float64Array, said: Float64Array, part: number): Float64Array {
  if (part === 1) return said
  return usual.map((value, s) => {
    const square = value * value
    return Math.sqrt(Math.max(0, square + part * ((said[s] as number) ** 2 - square)))
  })
}

/** Learns what a class does where it touches the share `share`: the mean one of its days. */
class Learned {
  readonly past: readonly Past[]
  readonly share: number
  readonly #slots: number
  readonly #around: number
  readonly #weights: Record<Candidate, number>

  constructor(past: readonly Past[], slots: number, stepMinutes: number) {
    const most = Math.max(...past.map((one) => one.share))
    const telling = past.filter((one) => one.share >= TOUCHED_ENOUGH * most)
    this.share = telling.reduce((sum, one) => sum + one.share, 0) / Math.max(1, telling.length) || 1
    this.past = telling.map((one) => ({ ...one, y: partly(one.usual, one.y, this.share / one.share) }))
    this.#slots = slots
    this.#around = Math.round(60 / stepMinutes)
    this.#weights = this.#weigh()
  }

  apply(
    special: SpecialDay,
    usual: Float64Array,
    weekend: { sunday: Float64Array | null; saturday: Float64Array | null },
  ): Float64Array {
    const own = this.past.filter(({ name }) => name !== undefined && name === special.name)
    const out = new Float64Array(this.#slots)
    for (const candidate of CANDIDATES) {
      const weight = this.#weights[candidate]
      if (weight === 0) continue
      const said = this.#say(candidate, this.past, { usual, ...weekend }) ?? usual
      for (let s = 0; s < out.length; s++) out[s] = (out[s] as number) + weight * (said[s] as number)
    }
    if (own.length === 0) return out
    let log = 0
    for (const one of own) {
      const said = this.#blend(one)
      log += Math.log(Math.max(0.1, ratioOf(one.y, said)))
    }
    const factor = Math.exp(log / (own.length + 1))
    return out.map((value) => value * factor)
  }

  effect(name: string): SpecialEffect {
    const ratios = this.past.map(({ y, usual }) => ratioOf(y, usual) ** 2)
    const as = CANDIDATES.reduce((a, b) => (this.#weights[b] > this.#weights[a] ? b : a))
    return {
      class: name,
      days: this.past.length,
      ratio: ratios.length === 0 ? null : ratios.reduce((a, b) => a + b, 0) / ratios.length,
      as,
    }
  }

  #blend(one: Past): Float64Array {
    const out = new Float64Array(this.#slots)
    for (const candidate of CANDIDATES) {
      const said = this.#say(candidate, this.past, one)
      if (said === null) continue
      for (let s = 0; s < out.length; s++)
        out[s] = (out[s] as number) + this.#weights[candidate] * (said[s] as number)
    }
    return out
  }

  /** How well each candidate told one day from the others decides what it weighs. */
  #weigh(): Record<Candidate, number> {
    const weights: Record<Candidate, number> = { shape: 0, level: 0, sunday: 0, saturday: 0 }
    const errors = CANDIDATES.map((candidate) => {
      let error = 0
      for (const one of this.past) {
        const others = this.past.filter((other) => other !== one)
        const said = this.#say(candidate, others, one)
        if (said === null) return Number.POSITIVE_INFINITY
        for (let s = 0; s < this.#slots; s++) {
          const y = one.y[s] as number
          if (!Number.isNaN(y)) error += Math.abs(y * y - (said[s] as number) ** 2)
        }
      }
      return error
    })
    const least = Math.min(...errors)
    const shares = errors.map((error) =>
      error === Number.POSITIVE_INFINITY ? 0 : least > 0 ? (least / error) ** POWER : error === 0 ? 1 : 0,
    )
    const sum = shares.reduce((a, b) => a + b, 0)
    CANDIDATES.forEach((candidate, i) => {
      weights[candidate] = sum > 0 ? (shares[i] as number) / sum : candidate === 'shape' ? 1 : 0
    })
    return weights
  }

  #say(
    candidate: Candidate,
    from: readonly Past[],
    of: Pick<Past, 'usual' | 'sunday' | 'saturday'>,
  ): Float64Array | null {
    if (candidate === 'shape') return shaped(from, of.usual, this.#around)
    const base = (one: Pick<Past, 'usual' | 'sunday' | 'saturday'>) =>
      candidate === 'level' ? one.usual : candidate === 'sunday' ? one.sunday : one.saturday
    const own = base(of)
    if (own === null) return null
    let cross = 0
    let square = 0
    for (const one of from) {
      const said = base(one)
      if (said === null) continue
      for (let s = 0; s < own.length; s++) {
        const y = one.y[s] as number
        if (Number.isNaN(y)) continue
        cross += y * (said[s] as number)
        square += (said[s] as number) ** 2
      }
    }
    const prior = from.length > 0 ? (DOUBT * square) / from.length : 1
    const factor = (cross + prior) / (square + prior)
    return own.map((value) => value * factor)
  }
}

/** A factor for every slot, smoothed over the hours around and shrunk towards none. */
function shaped(from: readonly Past[], usual: Float64Array, around: number): Float64Array {
  const m = usual.length
  const cross = new Float64Array(m)
  const square = new Float64Array(m)
  for (const one of from) {
    for (let s = 0; s < m; s++) {
      const y = one.y[s] as number
      if (Number.isNaN(y)) continue
      cross[s] = (cross[s] as number) + y * (one.usual[s] as number)
      square[s] = (square[s] as number) + (one.usual[s] as number) ** 2
    }
  }
  return usual.map((value, s) => {
    let a = 0
    let b = 0
    for (let k = Math.max(0, s - around); k <= Math.min(m - 1, s + around); k++) {
      a += cross[k] as number
      b += square[k] as number
    }
    const prior = from.length > 0 ? (DOUBT * b) / from.length : 1
    return b + prior > 0 ? (value * (a + prior)) / (b + prior) : value
  })
}

function pastDays(
  grid: Grid,
  cleaned: Cleaned,
  special: ReadonlyMap<number, SpecialDay>,
  origin: number,
  name: string,
): Past[] {
  const m = grid.slots
  const past: Past[] = []
  for (const [localDay, one] of special) {
    const day = localDay - grid.firstDay
    if (one.class !== name || day < 14 || day >= origin || !cleaned.opens[day]) continue
    const usual = cleaned.expected
      .slice(day * m, (day + 1) * m)
      .map((value) => (Number.isNaN(value) ? 0 : value))
    const y = grid.values
      .slice(day * m, (day + 1) * m)
      .map((value, s) => (cleaned.open[day * m + s] ? Math.sqrt(Math.max(0, value)) : Number.NaN))
    if (y.every((value) => Number.isNaN(value)) || usual.every((value) => value === 0)) continue
    past.push({
      day,
      y,
      usual,
      sunday: recent(cleaned, day, 6),
      saturday: recent(cleaned, day, 5),
      name: one.name,
      share: one.share ?? 1,
    })
  }
  return past.sort((a, b) => a.day - b.day)
}

/** Mean profile of the last days of a weekday before `day`; null where that weekday is closed. */
function recent(cleaned: Cleaned, day: number, weekday: number): Float64Array | null {
  const m = cleaned.slots
  const sum = new Float64Array(m)
  let n = 0
  for (let d = day - 1; d >= 0 && n < SAME_WEEKDAYS; d--) {
    if (weekdayAt(cleaned, d) !== weekday || !cleaned.opens[d]) continue
    for (let s = 0; s < m; s++) sum[s] = (sum[s] as number) + (cleaned.x[d * m + s] as number)
    n += 1
  }
  return n === 0 ? null : sum.map((value) => value / n)
}

function ratioOf(y: Float64Array, said: Float64Array): number {
  let cross = 0
  let square = 0
  for (let s = 0; s < y.length; s++) {
    if (Number.isNaN(y[s] as number)) continue
    cross += (y[s] as number) * (said[s] as number)
    square += (said[s] as number) ** 2
  }
  return square > 0 ? cross / square : 1
}
