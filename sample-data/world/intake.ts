import { HOUR } from '../company/days.ts'
import type { Conversation } from './conversation.ts'
import { enqueue } from './desks.ts'
import { plan, type World } from './state.ts'

const OVERLOOKED = 0.008
/** When many are ill, more falls through. */
const OVERLOOKED_WHEN_ILL = 0.035

/** A conversation comes to people for the first time: into the queue, or where nobody sees it for days. */
export function takeIn(world: World, conversation: Conversation): void {
  const { now, random, stories } = world
  const ill = now >= stories.illnessFrom && now < stories.illnessTo
  if (!random.chance(ill ? OVERLOOKED_WHEN_ILL : OVERLOOKED)) {
    enqueue(world, conversation)
    return
  }
  const days = random.between(0.4, 11)
  plan(world, now + days * 24 * HOUR, 'enqueue', conversation, conversation.turn)
}
