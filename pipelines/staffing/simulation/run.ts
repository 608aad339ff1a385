/** One day, or week, as it may come: contacts arrive, wait, give up or are handled, and people come and go. */
import { stretchOf } from '../concurrency.ts'
import type { StaffingCase } from '../demand.ts'
import { arrivals, openPart } from './arrivals.ts'
import { Crew } from './crew.ts'
import type { Change } from './presence.ts'
import type { Random } from './random.ts'
import { Tally } from './tally.ts'

export interface RunInput {
  case: StaffingCase
  presence: readonly Change[]
  /** As of `dayVariances`; a day without one is as busy as expected. */
  dayVariance: readonly number[]
  /** Deviation of handle times ÷ their mean; 1: exponential, as in the formulas. */
  handleTimeCv: number
}

interface Customer {
  interval: number
  arrivedAt: number
  givesUpAt: number
  work: number
  withinS: number
}

/** Plays one draw from the first interval to the end of the last; what is under way carries over from each to the next. */
export function runOnce(
  { case: staffing, presence, dayVariance, handleTimeCv }: RunInput,
  random: Random,
): Tally {
  const { demand, settings, backlog } = staffing
  const { mean, stepS, handleTimeS } = demand
  const isDeferred = settings.window_s !== null
  const clock = isDeferred ? openClock(staffing) : (at: number) => at
  const withinS = settings.window_s ?? settings.targets.service_level?.within_s ?? 0
  const tally = new Tally(mean.length)
  const crew = new Crew(isDeferred ? [1] : stretchOf(settings.concurrency, settings.slowdown))
  const slotsEach = isDeferred ? 1 : settings.concurrency
  const draw = workDraw(handleTimeCv, random)
  const customers: Customer[] = []
  const line: number[] = []
  let head = 0
  const end = mean.length * stepS
  let now = 0
  let onDuty = 0

  const settle = (customer: Customer, at: number) => {
    if (customer.interval < 0) return
    const wait = clock(at) - clock(customer.arrivedAt)
    tally.add('decided', customer.interval)
    tally.add('waitS', customer.interval, wait)
    if (wait <= customer.withinS) tally.add('met', customer.interval)
  }
  const serveLine = () => {
    while (head < line.length && crew.hasRoom) {
      const id = line[head] as number
      const customer = customers[id] as Customer
      head += 1
      if (customer.givesUpAt <= now) giveUp(customer)
      else start(id, customer)
    }
  }
  const start = (id: number, customer: Customer) => {
    if (!isDeferred) settle(customer, now)
    crew.take(id, customer.work, now)
  }
  const giveUp = (customer: Customer) => {
    tally.add('decided', customer.interval)
    tally.add('abandoned', customer.interval)
    tally.add('waitS', customer.interval, customer.givesUpAt - customer.arrivedAt)
  }
  const arrive = (customer: Customer) => {
    customers.push(customer)
    if (customer.interval >= 0) tally.add('arrived', customer.interval)
    line.push(customers.length - 1)
    serveLine()
  }
  const pass = (to: number) => {
    const interval = Math.min(mean.length - 1, Math.floor((now + 1e-6) / stepS))
    tally.add('heldS', interval, crew.held * (to - now))
    tally.add('slotS', interval, onDuty * slotsEach * (to - now))
    now = to
  }

  const changes = [...boundaries(staffing, presence)].reverse()
  const coming = arrivals(demand, dayVariance, isDeferred, random)
  let next = coming.next()
  for (let i = 0; i < (backlog && isDeferred ? Math.round(backlog.contacts) : 0); i++) {
    arrive({
      interval: -1,
      arrivedAt: 0,
      givesUpAt: Number.POSITIVE_INFINITY,
      work: draw(handleTimeS[0] ?? 1),
      withinS: 0,
    })
  }
  for (;;) {
    const arrivalAt = next.done ? Number.POSITIVE_INFINITY : next.value.at
    const changeAt = changes.at(-1)?.at ?? Number.POSITIVE_INFINITY
    const endAt = crew.nextEnd
    const at = Math.min(arrivalAt, changeAt, endAt)
    if (at >= end) break
    pass(at)
    if (at === changeAt) {
      const change = changes.pop() as Boundary
      if (change.closes !== null) tally.waitingAtEnd[change.closes] = crew.held + line.length - head
      onDuty = change.agents
      crew.setOnDuty(onDuty)
      serveLine()
    } else if (at === endAt) {
      const customer = customers[crew.end(now)] as Customer
      if (isDeferred) settle(customer, now)
      serveLine()
    } else if (!next.done) {
      const { interval } = next.value
      const patience =
        settings.patience_s === null ? Number.POSITIVE_INFINITY : settings.patience_s * random.exponential()
      arrive({
        interval,
        arrivedAt: at,
        givesUpAt: at + patience,
        work: draw(handleTimeS[interval] ?? 1),
        withinS,
      })
      next = coming.next()
    }
  }
  pass(end)
  tally.waitingAtEnd[mean.length - 1] = crew.held + line.length - head
  for (const id of line.slice(head)) closeOpen(customers[id] as Customer)
  return tally

  /** Who is still in line at the end has failed once the time is over, and says nothing before. */
  function closeOpen(customer: Customer): void {
    if (customer.interval < 0) return
    const wait = clock(end) - clock(customer.arrivedAt)
    if (customer.givesUpAt <= end) giveUp(customer)
    else if (wait > customer.withinS) {
      tally.add('decided', customer.interval)
      tally.add('waitS', customer.interval, wait)
    }
  }
}

interface Boundary extends Change {
  /** Interval that ends here. */
  closes: number | null
}

/** Changes of presence, and the ends of intervals, at which time is booked; nobody is there while it is closed. */
function boundaries({ demand }: StaffingCase, presence: readonly Change[]): Boundary[] {
  const { mean, stepS } = demand
  const open = (at: number) => {
    const interval = Math.floor((at + 1e-6) / stepS)
    const [from, to] = openPart(demand, interval, false)
    const within = at - interval * stepS
    return within >= from - 1e-6 && within < to - 1e-6
  }
  const instants = new Set(presence.map((one) => one.at))
  for (const i of mean.keys()) {
    const [from, to] = openPart(demand, i, false)
    for (const at of [i * stepS, i * stepS + from, i * stepS + to]) instants.add(at)
  }
  const sorted = [...instants].filter((at) => at < mean.length * stepS).sort((a, b) => a - b)
  let planned = 0
  let index = 0
  return sorted.map((at) => {
    for (; index < presence.length && (presence[index]?.at ?? 0) <= at; index++) {
      planned = presence[index]?.agents ?? 0
    }
    const interval = Math.round(at / stepS)
    const closes = at > 0 && Math.abs(interval * stepS - at) < 1e-6 ? interval - 1 : null
    return { at, agents: open(at) ? planned : 0, closes }
  })
}

/** Seconds since the start → open seconds. */
function openClock({ demand }: StaffingCase): (at: number) => number {
  const before: number[] = [0]
  for (const open of demand.openS) before.push((before.at(-1) ?? 0) + open)
  return (at) => {
    const interval = Math.min(demand.openS.length - 1, Math.floor(at / demand.stepS))
    const [from, to] = openPart(demand, interval, false)
    const within = at - interval * demand.stepS
    return (before[interval] ?? 0) + Math.max(0, Math.min(within, to) - from)
  }
}

/** Exponential where the deviation is the mean, else log-normal. */
function workDraw(cv: number, random: Random): (mean: number) => number {
  if (cv === 1) return (mean) => mean * random.exponential()
  const variance = Math.log(1 + cv * cv)
  return (mean) => mean * Math.exp(Math.sqrt(variance) * random.normal() - variance / 2)
}
