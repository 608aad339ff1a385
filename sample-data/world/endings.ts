import { HOUR } from '../company/days.ts'
import type { Conversation } from './conversation.ts'
import { plan, type World } from './state.ts'
import { planSurvey } from './surveys.ts'

const RETURNS = 0.06
const RETURNS_TO_BOT = 0.09
const MEMORY = 30 * HOUR
const EMAIL_CLOSES_AFTER = 7 * 24 * HOUR

export type Settler = 'agent' | 'bot' | 'automation'

/** Solved by somebody; at times the customer comes back all the same. */
export function settle(world: World, conversation: Conversation, by: Settler): void {
  if (conversation.status === 'solved' || conversation.status === 'gone') return
  const { now, random } = world
  conversation.status = 'solved'
  conversation.waitingSince = 0
  conversation.inQueue = false
  conversation.botActive = false
  conversation.turn++
  world.post.status(conversation, now, 'solved', by)
  if (conversation.reopened === 0) planSurvey(world, conversation)
  const comesBack = by === 'bot' ? RETURNS_TO_BOT : RETURNS
  if (conversation.reopened < 2 && random.chance(conversation.plan === 'asks-in-vain' ? 0.3 : comesBack)) {
    const after = Math.min(28 * HOUR, random.lognormal(3 * HOUR, 1.2))
    plan(world, now + after, 'return', conversation, conversation.turn)
    return
  }
  if (conversation.channel === 'email')
    plan(world, now + EMAIL_CLOSES_AFTER, 'close', conversation, conversation.turn)
  plan(world, now + MEMORY, 'forget', conversation, conversation.turn)
}

/** The chat's patience is over: it ends without an answer. */
export function giveUp(world: World, conversation: Conversation): void {
  if (conversation.inWork || conversation.waitingSince === 0) return
  settle(world, conversation, 'automation')
}

/**
 * What an agent does with what is no question: spam is marked, strays are deleted, and a second ticket about the same
 * is merged into the first. Returns whether it was done.
 */
export function discard(world: World, conversation: Conversation): boolean {
  const { fate, twinOf } = conversation
  if (fate === null || conversation.answers > 0 || twinOf?.status === 'gone') return false
  conversation.status = 'gone'
  conversation.waitingSince = 0
  world.post.discarded(conversation, world.now, fate, twinOf?.ticket ?? '')
  return true
}
