/** Cumulative work over open time: what has arrived, and what has to be done by when. */
import type { Backlog, Demand } from './demand.ts'

/** Nodes are the ends of open intervals; `at` in open seconds, work in seconds. */
export interface WorkCurves {
  /** Interval of each node. */
  intervals: readonly number[]
  at: readonly number[]
  arrived: readonly number[]
  due: readonly number[]
  opening: number
}

/**
 * Work in seconds whose windows begin evenly over [from, to] of open time. That is when it arrives, but for an opening
 * backlog with more time than a window: it is there at once and cleared evenly.
 */
export interface Portion {
  /** −1 for the opening backlog. */
  interval: number
  work: number
  from: number
  to: number
  withinS: number
}

/** What arrives while closed arrives at the next opening, where its window begins. */
export function portionsOf(demand: Demand, windowS: number, backlog: Backlog | null): Portion[] {
  const opening = backlog && backlog.contacts > 0 ? [openingPortion(demand, windowS, backlog)] : []
  let at = 0
  const arriving = demand.mean.map((contacts, interval): Portion => {
    const from = at
    at += demand.openS[interval] ?? demand.stepS
    return { interval, work: contacts * (demand.handleTimeS[interval] ?? 1), from, to: at, withinS: windowS }
  })
  return [...opening, ...arriving]
}

function openingPortion(demand: Demand, windowS: number, { contacts, withinS }: Backlog): Portion {
  return {
    interval: -1,
    work: contacts * (demand.handleTimeS[0] ?? 1),
    from: 0,
    to: Math.max(0, withinS - windowS),
    withinS: Math.min(withinS, windowS),
  }
}

/**
 * Everything is due within its window, and at the end no more is left than there was at the beginning, or than an opening
 * backlog with a time of its own still may: otherwise a plan would look good by leaving work to the next.
 */
export function workCurves(demand: Demand, portions: readonly Portion[]): WorkCurves {
  const intervals = demand.openS.flatMap((open, i) => (open > 0 ? [i] : []))
  let open = 0
  const at = intervals.map((i) => (open += demand.openS[i] ?? 0))
  const opening = portions.filter(({ interval }) => interval < 0).reduce((sum, { work }) => sum + work, 0)
  const arrived = arrivedBy(intervals, portions)
  const due = dueByNode(at, portions).map((work, node) => Math.min(arrived[node] ?? 0, work))
  const last = at.length - 1
  if (last >= 0)
    due[last] = Math.max(due[last] ?? 0, (arrived[last] ?? 0) - mayBeLeft(portions, at[last] ?? 0))
  return { intervals, at, arrived, due, opening }
}

function mayBeLeft(portions: readonly Portion[], end: number): number {
  const opening = portions.find(isOpening)
  if (!opening) return 0
  return opening.to === 0 ? opening.work : opening.work - dueBy(opening, end, Number.POSITIVE_INFINITY)
}

function arrivedBy(intervals: readonly number[], portions: readonly Portion[]): number[] {
  let [next, sum] = [0, 0]
  return intervals.map((last) => {
    for (; next < portions.length && (portions[next]?.interval ?? 0) <= last; next++) {
      sum += portions[next]?.work ?? 0
    }
    return sum
  })
}

/** Portions fall due in their order, but for the opening backlog, which has a window of its own. */
function dueByNode(at: readonly number[], portions: readonly Portion[]): number[] {
  const [opening, arriving] = [portions.filter(isOpening), portions.filter((one) => !isOpening(one))]
  let [first, settled] = [0, 0]
  return at.map((until, node) => {
    const next = at[node + 1] ?? Number.POSITIVE_INFINITY
    for (; first < arriving.length; first++) {
      const portion = arriving[first] as Portion
      if (portion.to + portion.withinS > until) break
      settled += portion.work
    }
    let due = settled
    for (const portion of [...opening, ...aheadOf(arriving, first, next)]) due += dueBy(portion, until, next)
    return due
  })
}

export const isOpening = ({ interval }: Portion) => interval < 0

function* aheadOf(portions: readonly Portion[], first: number, next: number): Generator<Portion> {
  for (let i = first; i < portions.length; i++) {
    const portion = portions[i] as Portion
    if (portion.from + portion.withinS >= next) return
    yield portion
  }
}

/** A lump that falls due between two nodes has to be done by the first: in between the pace is even. */
function dueBy({ work, from, to, withinS }: Portion, until: number, next: number): number {
  if (to === from) return from + withinS < next ? work : 0
  return work * Math.min(1, Math.max(0, (until - withinS - from) / (to - from)))
}
