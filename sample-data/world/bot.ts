import { teamIndex } from '../company/company.ts'
import { DAY, MINUTE } from '../company/days.ts'
import { TOPICS } from '../company/topics.ts'
import type { BotPlan, Conversation } from './conversation.ts'
import { takeIn } from './intake.ts'
import { plan, type World } from './state.ts'

const FIRST_WEEK = 7 * DAY
/** While its routes were being learnt, hand-overs went to the wrong team or got stuck on the way. */
const FIRST_WEEK_ASTRAY = 0.4
const FIRST_WEEK_STUCK = 0.5
const ASKS_FOR_HUMAN = 0.3
const ASKS_IN_VAIN = 0.12

/** How a conversation that opens now will go with the bot; null when the bot does not meet it. */
export function botPlan(
  world: World,
  channel: Conversation['channel'],
  topicIndex: number,
  inInbox: boolean,
): BotPlan | null {
  if (world.now < world.stories.botFrom || !inInbox) return null
  if (channel !== 'whatsapp' && channel !== 'chat') return null
  const topic = TOPICS[topicIndex]
  const learning = world.now < world.stories.botFrom + FIRST_WEEK ? 0.6 : 1
  if (topic && world.random.chance(topic.botSettles * learning)) return 'settles'
  if (!world.random.chance(ASKS_FOR_HUMAN)) return 'hands-over'
  return world.random.chance(ASKS_IN_VAIN) ? 'asks-in-vain' : 'asks-for-human'
}

/** The bot's turn: it answers, and then settles, asks on or hands over. */
export function botAnswers(world: World, conversation: Conversation): void {
  if (!conversation.botActive || conversation.waitingSince === 0) return
  const { now, random, post } = world
  conversation.botSteps++
  post.botReply(conversation, now)
  conversation.waitingSince = 0
  const { plan: how, botSteps } = conversation
  if (asksOn(world, how, botSteps)) {
    plan(world, now + random.lognormal(35, 0.7) * 1000, 'follow-up', conversation, conversation.turn)
  } else if (how === 'settles' || how === 'asks-in-vain') {
    plan(world, now + random.between(1, 9) * MINUTE, 'settle-bot', conversation, conversation.turn)
  } else {
    handOver(world, conversation)
  }
}

/** Whether the customer writes again after the bot's n-th answer. */
function asksOn(world: World, how: BotPlan | null, steps: number): boolean {
  if (how === 'asks-in-vain') return steps <= 2
  if (steps > 1) return false
  return how === 'asks-for-human' || world.random.chance(how === 'settles' ? 0.35 : 0.4)
}

function handOver(world: World, conversation: Conversation): void {
  const { now, random, stories } = world
  conversation.botActive = false
  conversation.handedAt = now
  conversation.waitingSince = now
  conversation.turn++
  const firstWeek = now < stories.botFrom + FIRST_WEEK
  if (firstWeek && random.chance(FIRST_WEEK_ASTRAY)) {
    const wrong = teamIndex(conversation.market === 'eu' ? 'returns' : 'americas-desk')
    if (wrong !== conversation.team) {
      conversation.misroutedFrom = conversation.team
      conversation.team = wrong
    }
  }
  world.post.handedOver(conversation, now + 800)
  if (firstWeek && random.chance(FIRST_WEEK_STUCK)) {
    plan(world, now + random.lognormal(70, 0.6) * MINUTE, 'enqueue', conversation, conversation.turn)
  } else takeIn(world, conversation)
}
