import type { Agent, Brand, Channel } from '../company/company.ts'
import type { Identity } from '../company/customers.ts'
import type { Market } from '../company/days.ts'

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
