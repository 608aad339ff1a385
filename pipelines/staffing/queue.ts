/**
 * A waiting line in its steady state: Poisson arrivals, exponential handling whose pace depends on how many are being
 * handled, exponential patience. Erlang A is the case in which each is handled at its own pace; without patience it is Erlang C.
 */
import { ScaledSum } from './scaled-sum.ts'

export interface Queue {
  /** Contacts per second. */
  arrivalRate: number
  /** Contacts that can be handled at once. */
  slots: number
  /** Contacts finished per second while so many (1 … slots) are handled; must not fall as more are. */
  finishRate(handled: number): number
  /** Mean seconds that somebody waits before giving up; null: endless. */
  patienceS: number | null
}

export interface QueueAnswer {
  /** Share that has to wait. */
  waits: number
  /** Share of all arrivals that is answered within the asked seconds; null when none were asked. */
  serviceLevel: number | null
  /** Mean seconds waited, over all arrivals; infinite in overload without patience. */
  waitS: number
  /** Share that gives up. */
  abandoned: number
  /** Mean number waiting. */
  waiting: number
  /** Mean share of the slots in use. */
  occupancy: number
}

/**
 * Solves the line for its steady state, overload included. `withinS` is the answer target in seconds.
 *
 * Source: birth–death chain of M/M/n+M; Garnett, Mandelbaum and Reiman, "Designing a call center with impatient
 * customers", 2002. The wait of who meets k others in line is a sum of exponentials with rates in arithmetic progression,
 * that is −ln of a beta variable, so that P(answered within t) is a negative binomial tail.
 * @example solveQueue({ arrivalRate: 10 / 180, slots: 13, finishRate: (j) => j / 180, patienceS: 300 }, 20).serviceLevel // 0.858
 */
export function solveQueue(queue: Queue, withinS: number | null = null): QueueAnswer {
  const { arrivalRate, slots, patienceS } = queue
  if (arrivalRate === 0) return untroubled(slots, withinS)
  if (slots === 0) return unattended(queue, withinS)
  const fullRate = queue.finishRate(slots)
  if (patienceS === null && arrivalRate >= fullRate) return overrun(withinS)
  const line =
    patienceS === null ? endless(arrivalRate / fullRate) : patient(arrivalRate, fullRate, patienceS)
  const { waits, handled } = share(queue, line)
  const waiting = waits * line.meanLength
  return {
    waits,
    serviceLevel: withinS === null ? null : 1 - waits * (1 - line.answered(withinS, arrivalRate, fullRate)),
    waitS: waiting / arrivalRate,
    abandoned: patienceS === null ? 0 : patienceS === 0 ? waits : waiting / (patienceS * arrivalRate),
    waiting,
    occupancy: handled / slots,
  }
}

/** The states in which all slots are in use, with 0, 1, 2, … in line. */
interface Line {
  /** Σ of their weights, the state with nobody in line weighing 1, divided by exp(logScale). */
  mass: number
  logScale: number
  /** Mean number in line in these states. */
  meanLength: number
  /** Share of those who arrive in these states that is answered within t. */
  answered(withinS: number, arrivalRate: number, fullRate: number): number
}

/** Without patience the number in line is geometric and the wait exponential. */
function endless(load: number): Line {
  return {
    mass: 1 / (1 - load),
    logScale: 0,
    meanLength: load / (1 - load),
    answered: (t, arrivalRate, fullRate) => -Math.expm1(-(fullRate - arrivalRate) * t),
  }
}

/** Positions in line beyond which an exact sum over the shorter lines would take too long. */
const LONGEST_SUMMED = 1_000_000

function patient(arrivalRate: number, fullRate: number, patienceS: number): Line {
  if (patienceS === 0) return { mass: 1, logScale: 0, meanLength: 0, answered: () => 0 }
  const x = fullRate * patienceS
  const y = arrivalRate * patienceS
  const first = firstLength(x, y)
  const sum = new ScaledSum(first)
  const weights = [1]
  const scales = [0]
  for (let k = first + 1; ; k++) {
    const ratio = y / (x + k)
    sum.add(ratio, k)
    weights.push(sum.term)
    scales.push(sum.logScale)
    if (sum.isExhausted(y / (x + k + 1))) break
  }
  return {
    mass: sum.sum,
    // Shorter lines than the first one summed do not happen, nor do free slots.
    logScale: first > 0 ? Number.POSITIVE_INFINITY : sum.logScale,
    meanLength: sum.weighted / sum.sum,
    answered(t) {
      const within = withinByLength(x, t / patienceS, first)
      let answered = 0
      for (const [index, weight] of weights.entries()) {
        const k = first + index
        const inScale = weight * Math.exp((scales[index] ?? 0) - sum.logScale)
        answered += inScale * (x / (x + k + 1)) * within(k)
      }
      return answered / sum.sum
    },
  }
}

/** In overload lines far shorter than the usual one (ten deviations) weigh less than 1e-21 of all. */
function firstLength(x: number, y: number): number {
  const usual = Math.floor(y - x)
  return Math.max(0, usual - Math.ceil(10 * Math.sqrt(y)) - 10)
}

/**
 * P(k + 1 places clear within the time, patience granted) for k = first, first + 1, …, to be asked in this order: a negative
 * binomial tail. `t` is in units of patience, `x` is the pace in places per unit.
 */
function withinByLength(x: number, t: number, first: number): (k: number) => number {
  if (first > LONGEST_SUMMED) return (k) => (Math.log1p((k + 1) / x) <= t ? 1 : 0)
  const logZ = Math.log(-Math.expm1(-t))
  let logTerm = -(x + 1) * t
  let below = 0
  let next = 0
  return (k) => {
    for (; next <= k; next++) {
      if (next > 0) logTerm += Math.log((x + next) / next) + logZ
      below += Math.exp(logTerm)
    }
    return Math.max(0, 1 - below)
  }
}

/** How often all slots are in use, and how many are on average: the line against the states below it. */
function share({ arrivalRate, slots, finishRate }: Queue, line: Line): { waits: number; handled: number } {
  const below = new ScaledSum(slots)
  for (let j = slots - 1; j >= 0; j--) {
    const ratio = finishRate(j + 1) / arrivalRate
    below.add(ratio, j)
    if (below.isExhausted(ratio)) break
  }
  // The state with all slots in use and nobody in line is in both sums, and counts in the line.
  const full = Math.exp(-below.logScale)
  const free = below.sum - full
  const freeHandled = below.weighted - slots * full
  const scale = Math.exp(line.logScale - below.logScale)
  const mass = line.mass * scale
  if (mass === Number.POSITIVE_INFINITY) return { waits: 1, handled: slots }
  return { waits: mass / (mass + free), handled: (freeHandled + slots * mass) / (mass + free) }
}

const untroubled = (slots: number, withinS: number | null): QueueAnswer => ({
  waits: slots === 0 ? 1 : 0,
  serviceLevel: withinS === null ? null : slots === 0 ? 0 : 1,
  waitS: 0,
  abandoned: 0,
  waiting: 0,
  occupancy: 0,
})

function unattended({ arrivalRate, patienceS }: Queue, withinS: number | null): QueueAnswer {
  return {
    waits: 1,
    serviceLevel: withinS === null ? null : 0,
    waitS: patienceS ?? Number.POSITIVE_INFINITY,
    abandoned: patienceS === null ? 0 : 1,
    waiting: patienceS === null ? Number.POSITIVE_INFINITY : arrivalRate * patienceS,
    occupancy: 1,
  }
}

const overrun = (withinS: number | null): QueueAnswer => ({
  waits: 1,
  serviceLevel: withinS === null ? null : 0,
  waitS: Number.POSITIVE_INFINITY,
  abandoned: 0,
  waiting: Number.POSITIVE_INFINITY,
  occupancy: 1,
})
