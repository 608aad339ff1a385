import { type Agent, TEAMS } from '../company/company.ts'
import { MINUTE } from '../company/days.ts'
import { TOPICS } from '../company/topics.ts'
import type { Conversation } from './conversation.ts'
import { Line } from './line.ts'
import { type Desk, plan, type Queued, type Seat, type World } from './state.ts'

/** Minutes from opening a message to sending the answer. */
const LATENCY_MINUTES = { whatsapp: 3, email: 8, chat: 1.1, phone: 4 }
const FOLLOW_UP_WORK = 0.55
/** In the outage most answers are the same, ready-made one. */
const OUTAGE_WORK = 0.7
const LEAVES_OWN_FOR_TEAM = 0.8

export function furnish(agents: readonly Agent[]): Desk[] {
  return TEAMS.map((team, index) => ({
    team,
    index,
    seats: agents
      .filter((agent) => agent.team === index)
      .map((agent) => ({ agent, until: 0, idle: false, busyUntil: 0, errand: 0, own: new Line<Queued>() })),
    rush: new Line<Queued>(),
    normal: new Line<Queued>(),
    idle: new Line<Seat>(),
  }))
}

/** Puts a conversation that needs an answer where it will be found: with its agent, or in the team's line. */
export function enqueue(world: World, conversation: Conversation): void {
  if (conversation.inQueue || conversation.inWork) return
  conversation.inQueue = true
  const desk = deskOf(world, conversation)
  const free = freeSeat(world, desk, conversation)
  if (free) {
    begin(world, free, conversation)
    return
  }
  const queued = { conversation, since: world.now }
  const holder = seatOf(desk, conversation)
  const rush =
    conversation.priority === 'urgent' || conversation.priority === 'high' || conversation.channel === 'chat'
  if (holder && holder.until > world.now && !rush) holder.own.push(queued)
  else if (rush) desk.rush.push(queued)
  else desk.normal.push(queued)
}

/** The agent has nothing in hand: takes what has waited longest, or sits idle. */
export function seatFree(world: World, seat: Seat): void {
  if (seat.until === 0 || seat.idle) return
  if (seat.busyUntil > world.now) {
    busy(world, seat, seat.busyUntil)
    return
  }
  const desk = world.desks[seat.agent.team] as Desk
  if (world.now >= seat.until) {
    seat.until = 0
    return
  }
  const next = takeNext(desk, seat)
  if (next) {
    begin(world, seat, next)
    return
  }
  seat.idle = true
  desk.idle.push(seat)
}

export function shiftStart(world: World, seat: Seat, until: number): void {
  if (seat.until !== 0) {
    seat.until = until
    return
  }
  seat.until = until
  seat.busyUntil = Math.max(seat.busyUntil, world.now)
  plan(world, until, 'shift-end', null, 0, seat)
  seatFree(world, seat)
}

/** What waits for an agent who goes home mostly moves to the team's line. */
export function shiftEnd(world: World, seat: Seat): void {
  if (seat.until > world.now) {
    plan(world, seat.until, 'shift-end', null, 0, seat)
    return
  }
  seat.until = 0
  seat.idle = false
  const desk = world.desks[seat.agent.team] as Desk
  for (let left = seat.own.size; left > 0; left--) {
    const queued = seat.own.shift() as Queued
    if (!waits(queued, desk)) continue
    if (world.random.chance(LEAVES_OWN_FOR_TEAM)) desk.normal.push(queued)
    else seat.own.push(queued)
  }
}

/** Someone on duty who is not in a call, for the phone. */
export function anySeatOnDuty(world: World, team: number): Seat | null {
  const desk = world.desks[team] as Desk
  const onDuty = desk.seats.filter((seat) => seat.until > world.now)
  return onDuty.length > 0 ? world.random.pick(onDuty) : null
}

/** Keeps the agent from other work until then. */
export function busy(world: World, seat: Seat, until: number): void {
  seat.idle = false
  seat.busyUntil = until
  seat.errand++
  plan(world, until, 'seat-free', null, seat.errand, seat)
}

function begin(world: World, seat: Seat, conversation: Conversation): void {
  const { random, now, settings } = world
  const { agent } = seat
  conversation.inQueue = false
  conversation.inWork = true
  const isNew = conversation.assignee !== agent
  conversation.assignee = agent
  const opens = conversation.status === 'new'
  if (opens) conversation.status = 'open'
  if (isNew || opens) world.post.assigned(conversation, now, opens)
  const latency = random.lognormal(LATENCY_MINUTES[conversation.channel], 0.55) * agent.pace * MINUTE
  const desk = world.desks[agent.team] as Desk
  const work =
    desk.team.workMinutes *
    settings.load *
    agent.pace *
    (conversation.answers > 0 ? FOLLOW_UP_WORK : 1) *
    (conversation.outage ? OUTAGE_WORK : 1) *
    random.lognormal(0.88, 0.5)
  plan(world, now + latency, 'reply', conversation, 0, seat)
  busy(world, seat, now + work * MINUTE)
}

function takeNext(desk: Desk, seat: Seat): Conversation | null {
  const rush = skipGone(desk.rush, desk)
  if (rush) return (desk.rush.shift() as Queued).conversation
  const own = skipGone(seat.own, desk)
  const normal = skipGone(desk.normal, desk)
  if (own && (!normal || own.since <= normal.since)) return (seat.own.shift() as Queued).conversation
  if (normal) return (desk.normal.shift() as Queued).conversation
  return null
}

function skipGone(line: Line<Queued>, desk: Desk): Queued | undefined {
  let first = line.peek()
  while (first && !waits(first, desk)) {
    line.shift()
    first = line.peek()
  }
  return first
}

function waits({ conversation }: Queued, desk: Desk): boolean {
  return conversation.inQueue && conversation.team === desk.index
}

function freeSeat(world: World, desk: Desk, conversation: Conversation): Seat | null {
  const holder = seatOf(desk, conversation)
  if (holder?.idle) {
    holder.idle = false
    return holder
  }
  for (let seat = desk.idle.shift(); seat; seat = desk.idle.shift()) {
    if (!seat.idle || seat.until <= world.now) continue
    seat.idle = false
    return seat
  }
  return null
}

function seatOf(desk: Desk, conversation: Conversation): Seat | undefined {
  const { assignee } = conversation
  return assignee === null ? undefined : desk.seats.find((seat) => seat.agent === assignee)
}

function deskOf(world: World, conversation: Conversation): Desk {
  return world.desks[conversation.team] as Desk
}

/** Team that takes over what this one cannot settle, or null at the top. */
export function nextTeam(conversation: Conversation): number | null {
  const team = TEAMS[conversation.team]
  if (!team || team.tier === '3' || !team.inInbox) return null
  if (team.tier === '2') return TEAMS.findIndex((t) => t.tier === '3')
  const complaint = TOPICS[conversation.topic]?.id === 'complaint'
  if (complaint) return TEAMS.findIndex((t) => t.tier === '3')
  return TEAMS.findIndex((t) => t.tier === '2' && t.market === team.market)
}
