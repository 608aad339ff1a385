import { MINUTE } from '../company/days.ts'
import { TOPICS } from '../company/topics.ts'
import type { Conversation } from './conversation.ts'
import { plan, type World } from './state.ts'

const ASKED = { whatsapp: 0.72, email: 0.6, chat: 0.85, phone: 0.3 }
const ANSWERED = { whatsapp: 0.34, email: 0.16, chat: 0.38, phone: 0.18 }
const UNHAPPY_ANSWER_MORE = 1.25
const ANSWERS_AGAIN = 0.04
const CONTENT = 3.8
const BOT_CONTENT = 2.85

/** A survey a minute after the end, for most. */
export function planSurvey(world: World, conversation: Conversation): void {
  if (conversation.answers === 0 && conversation.botSteps === 0) return
  if (world.random.chance(ASKED[conversation.channel])) {
    plan(world, world.now + world.random.between(20, 100) * 1000, 'survey', conversation, conversation.turn)
  }
}

export function survey(world: World, conversation: Conversation): void {
  if (conversation.status !== 'solved') return
  const { now, random } = world
  world.post.survey(conversation, now)
  const content = random.chance(contentment(conversation))
  const answers = random.chance(ANSWERED[conversation.channel] * (content ? 1 : UNHAPPY_ANSWER_MORE))
  if (!answers) return
  const after = random.lognormal(conversation.channel === 'email' ? 240 : 7, 1.1)
  const score = content ? (random.chance(0.68) ? 5 : 4) : random.pick([1, 1, 2, 2, 3, 3, 3])
  plan(world, now + after * MINUTE, 'rate', conversation, score)
}

export function rate(world: World, conversation: Conversation, score: number): void {
  if (conversation.status === 'gone') return
  const { now, random } = world
  world.post.rating(conversation, now, score)
  if (!random.chance(ANSWERS_AGAIN)) return
  const other = score >= 4 ? random.pick([2, 3, 5]) : random.pick([1, 4, 5])
  plan(world, now + random.lognormal(30, 1) * MINUTE, 'rate-again', conversation, other)
}

/** Chance that the customer is content: what happened decides, above all the wait. */
function contentment(conversation: Conversation): number {
  const mood = TOPICS[conversation.topic]?.mood ?? 0
  if (conversation.answers === 0) {
    return logistic(BOT_CONTENT + mood - (conversation.plan === 'asks-in-vain' ? 4 : 0))
  }
  const patience = conversation.channel === 'email' ? 300 : 75
  const touch = conversation.assignee?.touch ?? 0
  const annoyance =
    conversation.handedAt > 0 ? 0.35 + 0.35 * Math.log1p(conversation.worstWait / MINUTE / 20) : 0
  return logistic(
    CONTENT +
      mood +
      touch -
      0.75 * Math.log1p(conversation.firstWait / MINUTE / patience) -
      0.35 * Math.log1p(conversation.worstWait / MINUTE / patience) -
      annoyance -
      0.9 * conversation.reopened -
      (conversation.outage ? 0.8 : 0),
  )
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x))
