import type { Shift } from '../company/company.ts'
import { HOUR, type Market } from '../company/days.ts'
import { type Desk, plan, type World } from './state.ts'

const OUTAGE_CREW = 0.1
const ILLNESS = 0.74
const OUTAGE_OVERTIME = 1.5 * HOUR
const SUNDAY = 7
const MARKETS: readonly Market[] = ['eu', 'us']
/** The plan of a day is made at this hour of it. */
const PLANNED_AT = 4 * HOUR

/** Who works today in a market, and when; plans the next day's planning. */
export function planDay(world: World, marketIndex: number): void {
  const market = MARKETS[marketIndex] as Market
  const day = world.days[market].at(world.now)
  for (const desk of world.desks) {
    if (desk.team.market === market) planDesk(world, desk, day.startsAt, day.holiday ? SUNDAY : day.weekday)
  }
  const next = world.days[market].day(day.index + 1)
  plan(world, next.startsAt + PLANNED_AT, 'day', null, marketIndex)
}

function planDesk(world: World, desk: Desk, dayStartsAt: number, weekday: number): void {
  const { random, stories, now } = world
  const crew = desk.team.crew[weekday - 1] as number
  if (crew === 0) return
  const outage = now >= stories.outageFrom && now < stories.outageTo
  const well = now >= stories.illnessFrom && now < stories.illnessTo ? ILLNESS : 1
  const wanted = desk.seats.length * Math.min(1, crew + (outage ? OUTAGE_CREW : 0)) * well
  const hired = desk.seats.filter((seat) => seat.agent.joinedAt <= now)
  // Whole people: the fraction decides by chance whether one more comes, and somebody is always there.
  const count = Math.max(1, Math.floor((wanted * hired.length) / desk.seats.length + random.next()))
  const order = hired.map((seat) => ({ seat, rank: random.next() })).sort((a, b) => a.rank - b.rank)
  for (const [n, { seat }] of order.slice(0, count).entries()) {
    const shift = shiftFor(desk.team.shifts, n / count)
    const from = dayStartsAt + shift.from * HOUR + random.between(-4, 9) * 60_000
    const until = dayStartsAt + shift.to * HOUR + (outage ? OUTAGE_OVERTIME : 0)
    if (until <= now) continue
    plan(world, Math.max(now, from), 'shift-start', null, until, seat)
  }
}

/** Spreads a crew over the shifts: `place` is the position within the crew, from 0 to 1. */
function shiftFor(shifts: readonly Shift[], place: number): Shift {
  let left = place
  for (const shift of shifts) {
    if (left < shift.share) return shift
    left -= shift.share
  }
  return shifts[shifts.length - 1] as Shift
}
