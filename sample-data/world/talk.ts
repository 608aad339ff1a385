import { HOUR, MINUTE } from '../company/days.ts'
import type { Saying } from '../company/texts.ts'
import { TOPICS } from '../company/topics.ts'
import type { Conversation } from './conversation.ts'
import { enqueue, nextTeam } from './desks.ts'
import { discard } from './endings.ts'
import { takeIn } from './intake.ts'
import { plan, type Seat, type World } from './state.ts'

/** Minutes until a customer who got an answer writes again. */
const CUSTOMER_MINUTES = { whatsapp: 11, email: 210, chat: 1.6, phone: 300 }
const BURST = 0.3
const NUDGES_AFTER = 55 * MINUTE
const NEVER_RETURNS = 0.1
const NO_ANSWER_NEEDED = 0.015
const PRIVATE_NOTE = 0.1
const SECOND_PART = 0.16
const SAYS_PENDING = 0.35
/** The same at the end of a conversation, when only silence is waited for. */
const SAYS_PENDING_AT_END = 0.55
/** Patience of a chat in minutes. */
const CHAT_PATIENCE = 22
const QUIET_HOURS = { whatsapp: 21, email: 70, chat: 1, phone: 46 }

/** The customer writes something that wants an answer. */
export function customerWrites(world: World, conversation: Conversation, saying: Saying): void {
  if (conversation.status === 'gone') return
  const { now, random } = world
  if (conversation.status !== 'open' && conversation.status !== 'new') {
    conversation.status = 'open'
    world.post.status(conversation, now + 1200, 'open', 'system')
  }
  world.post.inbound(conversation, now, saying)
  conversation.inbound++
  conversation.lastInboundAt = now
  if (conversation.waitingSince === 0) {
    conversation.waitingSince = now
    conversation.turn++
    if (conversation.channel === 'chat' && !conversation.botActive) {
      plan(
        world,
        now + random.exponential(CHAT_PATIENCE * MINUTE) + 4 * MINUTE,
        'give-up',
        conversation,
        conversation.turn,
      )
    }
  }
  const written = saying === 'more' ? 2 : 1
  if (random.chance(BURST / written)) {
    plan(world, now + random.between(4, 45) * 1000, 'more', conversation, conversation.turn)
  }
  if (conversation.botActive) {
    plan(world, now + random.between(1.5, 5) * 1000, 'bot', conversation, conversation.turn)
    return
  }
  if (conversation.channel === 'whatsapp' || conversation.channel === 'chat') {
    plan(
      world,
      now + NUDGES_AFTER + random.exponential(150 * MINUTE),
      'nudge',
      conversation,
      conversation.turn,
    )
  }
  if (conversation.inbound === 1) takeIn(world, conversation)
  else enqueue(world, conversation)
}

/** What an agent does with a conversation in hand: as a rule, answer. */
export function agentReplies(world: World, conversation: Conversation, seat: Seat): void {
  conversation.inWork = false
  if (conversation.status === 'gone') return
  const { now, random, post } = world
  const { agent } = seat
  if (discard(world, conversation)) return
  if (conversation.misroutedFrom >= 0) {
    sendBack(world, conversation)
    return
  }
  if (conversation.waitingSince > 0 && conversation.inbound > 1 && random.chance(NO_ANSWER_NEEDED)) {
    plan(world, now, 'settle-agent', conversation, conversation.turn)
    return
  }
  if (random.chance(PRIVATE_NOTE)) post.note(conversation, now, agent)
  const topic = TOPICS[conversation.topic]
  const upwards = topic && random.chance(topic.escalates) ? nextTeam(conversation) : null
  if (upwards !== null && random.chance(0.55)) {
    handUp(world, conversation, upwards)
    return
  }
  post.reply(conversation, now, agent)
  if (random.chance(SECOND_PART)) post.reply(conversation, now + random.between(12, 50) * 1000, agent)
  noteWait(world, conversation)
  conversation.answers++
  conversation.answersLeft--
  if (upwards !== null) {
    handUp(world, conversation, upwards)
    return
  }
  if (topic && random.chance(topic.holds)) {
    hold(world, conversation)
    return
  }
  if (conversation.answersLeft <= 0) {
    wrapUp(world, conversation)
    return
  }
  if (random.chance(SAYS_PENDING)) {
    conversation.status = 'pending'
    post.status(conversation, now + 2000, 'pending', 'agent')
  }
  if (random.chance(NEVER_RETURNS)) {
    waitInVain(world, conversation)
    return
  }
  const minutes = random.lognormal(CUSTOMER_MINUTES[conversation.channel], 1.1)
  plan(world, now + minutes * MINUTE, 'follow-up', conversation, conversation.turn)
}

function sendBack(world: World, conversation: Conversation): void {
  conversation.team = conversation.misroutedFrom
  conversation.misroutedFrom = -1
  conversation.assignee = null
  world.post.moved(conversation, world.now)
  enqueue(world, conversation)
}

function handUp(world: World, conversation: Conversation, team: number): void {
  conversation.team = team
  conversation.assignee = null
  conversation.answersLeft = Math.max(1, conversation.answersLeft)
  world.post.moved(conversation, world.now + 1500)
  enqueue(world, conversation)
}

function hold(world: World, conversation: Conversation): void {
  const { now, random } = world
  conversation.status = 'on_hold'
  conversation.answersLeft = 1
  world.post.status(conversation, now + 2500, 'on_hold', 'agent')
  plan(world, now + random.lognormal(26, 0.6) * HOUR, 'enqueue', conversation, conversation.turn)
}

/** The last answer is given: solved at once, after a thank-you, or when nothing more comes. */
function wrapUp(world: World, conversation: Conversation): void {
  const { now, random } = world
  const kind = random.next()
  if (kind < 0.5 || conversation.channel === 'chat') {
    plan(world, now + random.between(4, 240) * 1000, 'settle-agent', conversation, conversation.turn)
  } else if (kind < 0.7) {
    plan(world, now + random.lognormal(6, 0.9) * MINUTE, 'thanks', conversation, conversation.turn)
  } else {
    if (random.chance(SAYS_PENDING_AT_END)) {
      conversation.status = 'pending'
      world.post.status(conversation, now + 2000, 'pending', 'agent')
    }
    waitInVain(world, conversation)
  }
}

function waitInVain(world: World, conversation: Conversation): void {
  const hours = QUIET_HOURS[conversation.channel] * world.random.between(0.75, 1.1)
  plan(world, world.now + hours * HOUR, 'settle-quietly', conversation, conversation.turn)
}

function noteWait(world: World, conversation: Conversation): void {
  if (conversation.waitingSince === 0) return
  const waited = world.now - conversation.waitingSince
  if (conversation.answers === 0) conversation.firstWait = waited
  conversation.worstWait = Math.max(conversation.worstWait, waited)
  conversation.waitingSince = 0
}
