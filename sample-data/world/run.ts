import { MINUTE } from '../company/days.ts'
import { activeKey, arrivals, arrive, create } from './arrivals.ts'
import { botAnswers } from './bot.ts'
import { callComesIn, callRangOut } from './calls.ts'
import { campaignMinute } from './campaigns.ts'
import type { Conversation } from './conversation.ts'
import { enqueue, seatFree, shiftEnd, shiftStart } from './desks.ts'
import { giveUp, settle } from './endings.ts'
import { planDay } from './shifts.ts'
import { plan, type Seat, type Task, type TaskKind, type World } from './state.ts'
import { rate, survey } from './surveys.ts'
import { agentReplies, customerWrites } from './talk.ts'

type OfCompany =
  | 'cell'
  | 'day'
  | 'shift-start'
  | 'shift-end'
  | 'seat-free'
  | 'open'
  | 'campaign'
  | 'number-change'
type OfTurn =
  | 'more'
  | 'nudge'
  | 'follow-up'
  | 'thanks'
  | 'enqueue'
  | 'bot'
  | 'settle-agent'
  | 'settle-bot'
  | 'settle-quietly'
  | 'give-up'
  | 'return'
  | 'forget'
  | 'close'
  | 'survey'
type Anyway = Exclude<TaskKind, OfCompany | OfTurn>

const TWICE = 0.03
const MOST_NUDGED = 12

const COMPANY: Record<OfCompany, (world: World, task: Task) => void> = {
  cell: arrivals,
  day: (world, task) => planDay(world, task.n),
  'shift-start': (world, task) => shiftStart(world, task.seat as Seat, task.n),
  'shift-end': (world, task) => shiftEnd(world, task.seat as Seat),
  'seat-free': (world, { seat, n }) => {
    if (seat?.errand === n) seatFree(world, seat)
  },
  open: (world, task) => {
    const conversation = task.conversation ?? arrive(world, task.n)
    if (conversation) open(world, conversation)
  },
  campaign: (world, task) => campaignMinute(world, task.n),
  'number-change': (world, task) => numberChange(world, task.n),
}

const TURN: Record<OfTurn, (world: World, conversation: Conversation) => void> = {
  more: (world, conversation) => writeOn(world, conversation, 'more'),
  nudge: (world, conversation) => writeOn(world, conversation, 'nudge'),
  'follow-up': followUp,
  thanks: thank,
  enqueue,
  bot: botAnswers,
  'settle-agent': (world, conversation) => settle(world, conversation, 'agent'),
  'settle-bot': (world, conversation) => settle(world, conversation, 'bot'),
  'settle-quietly': (world, conversation) => settle(world, conversation, 'automation'),
  'give-up': giveUp,
  return: comeBack,
  forget: (world, { account, customer }) => world.active.delete(activeKey(account, customer)),
  close: (world, conversation) => world.post.status(conversation, world.now, 'closed', 'automation'),
  survey,
}

const ANYWAY: Record<Anyway, (world: World, conversation: Conversation, task: Task) => void> = {
  reply: (world, conversation, task) => agentReplies(world, conversation, task.seat as Seat),
  rate: (world, conversation, task) => rate(world, conversation, task.n),
  'rate-again': (world, conversation, task) => world.post.rating(conversation, world.now, task.n),
  'hang-up': callRangOut,
  twin: sendTwin,
}

/** Lets one thing happen. What was planned for a turn that is over does not. */
export function run(world: World, task: Task): void {
  const { kind, conversation } = task
  if (kind in COMPANY) {
    COMPANY[kind as OfCompany](world, task)
  } else if (conversation === null) {
    throw new Error(`${kind} is about no conversation`)
  } else if (kind in ANYWAY) {
    ANYWAY[kind as Anyway](world, conversation, task)
  } else if (task.n === conversation.turn) {
    TURN[kind as OfTurn](world, conversation)
  }
}

function open(world: World, conversation: Conversation): void {
  if (conversation.channel === 'phone') {
    callComesIn(world, conversation)
    return
  }
  world.post.opened(conversation, world.now)
  customerWrites(world, conversation, 'opening')
  const { random, now } = world
  if (conversation.channel === 'email' && conversation.fate === null && random.chance(TWICE)) {
    plan(world, now + random.exponential(60 * MINUTE), 'twin', conversation)
  }
}

/** The customer sends a second e-mail about the same; it is merged into the first. */
function sendTwin(world: World, first: Conversation): void {
  if (first.status === 'gone') return
  const { market, channel, visible, topic, customer } = first
  const stream = { market, channel, outage: false }
  const second = create(world, { stream, visible, topic, customer, twinOf: first })
  if (!second) return
  world.post.opened(second, world.now)
  customerWrites(world, second, 'opening')
}

function writeOn(world: World, conversation: Conversation, saying: 'more' | 'nudge'): void {
  if (conversation.waitingSince === 0 || conversation.inbound >= MOST_NUDGED) return
  customerWrites(world, conversation, saying)
}

function followUp(world: World, conversation: Conversation): void {
  const wantsHuman = conversation.plan === 'asks-for-human' || conversation.plan === 'asks-in-vain'
  const asks = conversation.botActive && wantsHuman
  customerWrites(world, conversation, asks ? 'human' : 'follow-up')
  if (asks && conversation.botSteps === 1) world.post.humanRequested(conversation, world.now + 500)
}

/** A thank-you opens a turn that ends with the agent solving the ticket without another word. */
function thank(world: World, conversation: Conversation): void {
  if (conversation.status === 'gone') return
  world.post.inbound(conversation, world.now, 'thanks')
  conversation.inbound++
  conversation.lastInboundAt = world.now
  conversation.waitingSince = world.now
  conversation.turn++
  const after = world.random.exponential(12 * MINUTE) + 20_000
  plan(world, world.now + after, 'settle-agent', conversation, conversation.turn)
}

function comeBack(world: World, conversation: Conversation): void {
  conversation.reopened++
  conversation.answersLeft = 1 + world.random.poisson(0.4)
  conversation.botActive = false
  customerWrites(world, conversation, 'returning')
}

function numberChange(world: World, customer: number): void {
  const { customers, now, random, post } = world
  const old = customers.number(customer, false)
  post.whatsApp.numberChanged(random.below(3), now, old, customers.number(customer, true))
}
