import { MINUTE } from '../company/days.ts'
import type { Conversation } from './conversation.ts'
import { anySeatOnDuty, busy } from './desks.ts'
import { plan, type World } from './state.ts'
import { customerWrites } from './talk.ts'

const RINGS_OUT = 0.06
const LEAVES_WORD = 0.55
const NEEDS_MORE = 0.25

/** The phone rings: someone on duty takes it, whatever else they do; otherwise it rings out. */
export function callComesIn(world: World, conversation: Conversation): void {
  const { now, random, post } = world
  post.opened(conversation, now)
  post.call(conversation, now, null)
  const seat = random.chance(RINGS_OUT) ? null : anySeatOnDuty(world, conversation.team)
  if (!seat) {
    const seconds = Math.round(random.between(25, 90))
    post.call(conversation, now + seconds * 1000, { seconds, answered: false })
    plan(world, now + seconds * 1000 + 2000, 'hang-up', conversation)
    return
  }
  const ringing = random.between(4, 40) * 1000
  const talking = Math.min(45 * MINUTE, random.lognormal(4.5, 0.6) * MINUTE * seat.agent.pace)
  conversation.assignee = seat.agent
  conversation.answers = 1
  conversation.answersLeft = 1
  conversation.firstWait = ringing
  conversation.status = 'open'
  post.assigned(conversation, now + ringing, true)
  const endsAt = now + ringing + talking
  post.call(conversation, endsAt, { seconds: Math.round(talking / 1000), answered: true })
  busy(world, seat, Math.max(now, seat.busyUntil) + ringing + talking)
  if (random.chance(NEEDS_MORE)) plan(world, endsAt + 3000, 'enqueue', conversation, conversation.turn)
  else plan(world, endsAt + random.between(20, 300) * 1000, 'settle-agent', conversation, conversation.turn)
}

/** Nobody took the call: some leave a message, the others are gone. */
export function callRangOut(world: World, conversation: Conversation): void {
  if (world.random.chance(LEAVES_WORD)) customerWrites(world, conversation, 'opening')
  else plan(world, world.now + 5 * MINUTE, 'settle-quietly', conversation, conversation.turn)
}
