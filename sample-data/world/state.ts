import type { Agent, Team } from '../company/company.ts'
import type { Customers } from '../company/customers.ts'
import type { LocalDays, Market } from '../company/days.ts'
import type { Demand } from '../company/demand.ts'
import type { Stories } from '../company/stories.ts'
import type { Post } from '../wire/post.ts'
import type { Conversation } from './conversation.ts'
import type { Line } from './line.ts'
import type { Random } from './random.ts'
import type { Schedule } from './schedule.ts'

/** An agent's place at work. */
export interface Seat {
  readonly agent: Agent
  /** End of the running shift; 0 when off duty. */
  until: number
  idle: boolean
  /** Instant the work in hand is done. */
  busyUntil: number
  /** Counts pieces of work, so that the end of an earlier one can be told apart. */
  errand: number
  /** Follow-ups that wait for this agent. */
  readonly own: Line<Queued>
}

export interface Queued {
  conversation: Conversation
  since: number
}

export interface Desk {
  readonly team: Team
  readonly index: number
  readonly seats: Seat[]
  readonly rush: Line<Queued>
  readonly normal: Line<Queued>
  readonly idle: Line<Seat>
}

export type TaskKind =
  | 'cell'
  | 'day'
  | 'shift-start'
  | 'shift-end'
  | 'seat-free'
  | 'open'
  | 'more'
  | 'nudge'
  | 'follow-up'
  | 'thanks'
  | 'enqueue'
  | 'bot'
  | 'reply'
  | 'settle-agent'
  | 'settle-bot'
  | 'settle-quietly'
  | 'give-up'
  | 'return'
  | 'forget'
  | 'close'
  | 'survey'
  | 'rate'
  | 'rate-again'
  | 'twin'
  | 'campaign'
  | 'number-change'
  | 'hang-up'

export interface Task {
  kind: TaskKind
  conversation: Conversation | null
  seat: Seat | null
  /** Turn, market, campaign or customer, as the kind needs. */
  n: number
}

export interface Settings {
  seed: number
  /** Share of conversations that the outside sees. */
  visible: number
  /** Multiplies the work of an answer, so that any volume keeps the same sixty agents as busy. */
  load: number
  /** Least number of conversations an hour that begin after the stories' end, made up with questions to the bot. */
  floorPerHour: number
}

export interface World {
  now: number
  readonly settings: Settings
  readonly random: Random
  /** For what only goes on after the end, so that the year does not depend on it. */
  readonly filler: Random
  readonly tasks: Schedule<Task>
  readonly post: Post
  readonly stories: Stories
  readonly days: Record<Market, LocalDays>
  readonly demand: Demand
  readonly customers: Customers
  readonly desks: readonly Desk[]
  /** WhatsApp conversations that are going on or have just ended, by number and customer. */
  readonly active: Map<number, Conversation>
  conversations: number
  /** Conversations of the whole year, seen or not. */
  readonly yearly: number
}

export function plan(
  world: World,
  at: number,
  kind: TaskKind,
  conversation: Conversation | null = null,
  n = 0,
  seat: Seat | null = null,
): void {
  world.tasks.push(at, { kind, conversation, seat, n })
}
