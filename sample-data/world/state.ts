import type { Agent, Brand, Channel, Team } from '../company/company.ts'
import type { Customers, Identity } from '../company/customers.ts'
import type { LocalDays, Market } from '../company/days.ts'
import type { Demand } from '../company/demand.ts'
import type { Stories } from '../company/stories.ts'
import type { Post } from '../wire/post.ts'
import type { Line } from './line.ts'
import type { Random } from './random.ts'
import type { Schedule } from './schedule.ts'

export type Priority = 'low' | 'normal' | 'high' | 'urgent'
export type Status = 'new' | 'open' | 'pending' | 'on_hold' | 'solved' | 'gone'
/** How a conversation that the bot meets will go. */
export type BotPlan = 'settles' | 'hands-over' | 'asks-for-human' | 'asks-in-vain'

export type Fate = 'spam' | 'deleted' | 'merged'

export interface Conversation {
  readonly id: number
  /** Whether the outside sees it; the rest is the load of the company that a small sample leaves out. */
  readonly visible: boolean
  readonly channel: Channel
  /** Index of the WhatsApp number, -1 on other channels. */
  readonly account: number
  readonly customer: number
  readonly who: Identity
  readonly market: Market
  readonly brand: Brand
  readonly topic: number
  readonly outage: boolean
  readonly openedAt: number
  /** The inbox tool's number for it. */
  readonly ticket: string
  /** JSON of how CloudEvents refer to it. */
  readonly ref: string
  readonly plan: BotPlan | null
  /** What an agent will do with it instead of answering. */
  readonly fate: Fate | null
  /** The ticket that this one, sent a second time, belongs to. */
  readonly twinOf: Conversation | null
  priority: Priority
  team: number
  status: Status
  assignee: Agent | null
  /** Team it should have gone to, while a wrong one has it. */
  misroutedFrom: number
  /** Instant of the oldest unanswered message; 0 when nothing waits. */
  waitingSince: number
  /** Counts waits, so that what was planned for an earlier one can be told apart. */
  turn: number
  inQueue: boolean
  inWork: boolean
  botActive: boolean
  botSteps: number
  inbound: number
  answers: number
  answersLeft: number
  lastInboundAt: number
  lastOutboundId: string
  /** Milliseconds waited for the first human answer, and for the slowest. */
  firstWait: number
  worstWait: number
  handedAt: number
  reopened: number
  surveyId: string
}

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
