import { ACCOUNTS, type Brand, PLAIN_ACCOUNT, teamIndex } from '../company/company.ts'
import { HOUR, type Market } from '../company/days.ts'
import { CELL, STREAMS, type Stream } from '../company/demand.ts'
import { ORDER_STATUS, OUTAGE_TOPIC, TOPIC_WEIGHT, TOPICS } from '../company/topics.ts'
import { botPlan } from './bot.ts'
import type { BotPlan, Conversation, Fate, Priority } from './conversation.ts'
import { plan, type World } from './state.ts'

const TOPIC_SHARES = TOPICS.map((topic) => topic.share)
/** Which number customers of a market write to. */
const ACCOUNT_SHARES: Record<Market, readonly number[]> = { eu: [0.4, 0.3, 0.16, 0.14], us: [0.2, 0, 0.8, 0] }
const BRANDS: readonly Brand[] = ['Nordlicht', 'Alpina', 'Hafen']
const BRAND_SHARES: Record<Market, readonly number[]> = { eu: [0.42, 0.36, 0.22], us: [0.2, 0, 0.8] }
const TRIES = 6
/** Shares of e-mails. */
const SPAM = 0.03
const DELETED = 0.008
/** Stands for the questions to the bot that fill quiet hours after the end of the data. */
export const FILLER = -1

/** Lays out the next quarter of an hour. */
export function arrivals(world: World): void {
  const { now, random, demand, settings } = world
  let seen = 0
  STREAMS.forEach((stream, index) => {
    const mean = demand.mean(stream, now)
    seen += mean * settings.visible
    for (let left = random.poisson(mean); left > 0; left--) {
      plan(world, now + random.next() * CELL, 'open', null, index)
    }
  })
  if (settings.floorPerHour > 0) fill(world, seen)
  plan(world, now + CELL, 'cell')
}

/** Makes up for what is missing in the part of this quarter of an hour that lies after the end of the data. */
function fill(world: World, seen: number): void {
  const { now, filler, settings, stories } = world
  const from = Math.max(now, stories.endsAt)
  const part = now + CELL - from
  if (part <= 0) return
  const missing = Math.max(0, (settings.floorPerHour * part) / HOUR - (seen * part) / CELL)
  // Evenly, unlike real arrivals: what is made up for is silence.
  const count = Math.floor(missing + filler.next())
  for (let n = 0; n < count; n++) {
    plan(world, from + ((n + 0.5 * filler.next()) * part) / count, 'open', null, FILLER)
  }
}

/** A conversation of a stream, or null where nobody is free to have one (everyone drawn is in one already). */
export function arrive(world: World, streamIndex: number): Conversation | null {
  const { random, settings } = world
  if (streamIndex === FILLER) {
    return create(world, {
      stream: STREAMS[0] as Stream,
      visible: true,
      topic: ORDER_STATUS,
      plan: 'settles',
    })
  }
  const stream = STREAMS[streamIndex] as Stream
  const topic = stream.outage ? OUTAGE_TOPIC : random.weighted(TOPIC_SHARES, TOPIC_WEIGHT)
  return create(world, { stream, visible: random.chance(settings.visible), topic })
}

export interface Opening {
  stream: Pick<Stream, 'market' | 'channel' | 'outage'>
  visible: boolean
  topic: number
  plan?: BotPlan
  twinOf?: Conversation
  customer?: number
  account?: number
}

/** Makes a conversation; WhatsApp customers have one at a time with a number. */
export function create(world: World, opening: Opening): Conversation | null {
  const { random, now, customers } = world
  const { visible, topic } = opening
  const { market, channel, outage } = opening.stream
  const account = channel === 'whatsapp' ? (opening.account ?? accountFor(world, market, opening)) : -1
  const customer = visible ? (opening.customer ?? freeCustomer(world, market, account)) : 0
  if (customer < 0) return null
  const traits = TOPICS[topic]
  if (!traits) return null
  const id = ++world.conversations
  const who = customers.identity(customer, now)
  const ticket = `T-${100_000 + id}`
  const conversation: Conversation = {
    id,
    visible,
    channel,
    account,
    customer,
    who,
    market,
    brand: account >= 0 ? (ACCOUNTS[account]?.brand ?? 'Hafen') : brandFor(world, market),
    topic,
    outage,
    openedAt: now,
    ticket,
    ref: `"ticket":"${ticket}"${account < 0 ? '' : conversationRef(account, who.waId ?? who.userId ?? '')}`,
    plan: opening.plan ?? botPlan(world, channel, topic, account !== PLAIN_ACCOUNT),
    twinOf: opening.twinOf ?? null,
    fate: opening.twinOf ? 'merged' : fateOf(world, channel),
    priority: priorityFor(world, traits),
    team: account === PLAIN_ACCOUNT ? teamIndex('counter') : traits.team[market],
    status: 'new',
    assignee: null,
    misroutedFrom: -1,
    waitingSince: 0,
    turn: 0,
    inQueue: false,
    inWork: false,
    botActive: false,
    botSteps: 0,
    inbound: 0,
    answers: 0,
    answersLeft: 1 + random.poisson(traits.answers - 1),
    lastInboundAt: now,
    lastOutboundId: '',
    firstWait: 0,
    worstWait: 0,
    handedAt: 0,
    reopened: 0,
    surveyId: '',
  }
  conversation.botActive = conversation.plan !== null
  if (visible && account >= 0) world.active.set(activeKey(account, customer), conversation)
  return conversation
}

export const activeKey = (account: number, customer: number): number => customer * ACCOUNTS.length + account

function freeCustomer(world: World, market: Market, account: number): number {
  for (let tries = TRIES; tries > 0; tries--) {
    const customer = world.customers.draw(market, world.random.next())
    if (account < 0 || !world.active.has(activeKey(account, customer))) return customer
  }
  return -1
}

function accountFor(world: World, market: Market, opening: Opening): number {
  const account = world.random.weighted(ACCOUNT_SHARES[market], 1)
  return opening.plan !== undefined && account === PLAIN_ACCOUNT ? 0 : account
}

const brandFor = (world: World, market: Market): Brand =>
  BRANDS[world.random.weighted(BRAND_SHARES[market], 1)] as Brand

function priorityFor(world: World, { urgent, high, low }: (typeof TOPICS)[number]): Priority {
  const u = world.random.next()
  if (u < urgent) return 'urgent'
  if (u < urgent + high) return 'high'
  return u < urgent + high + low ? 'low' : 'normal'
}

function fateOf(world: World, channel: Conversation['channel']): Fate | null {
  if (channel !== 'email') return null
  const u = world.random.next()
  if (u < SPAM) return 'spam'
  return u < SPAM + DELETED ? 'deleted' : null
}

function conversationRef(account: number, customer: string): string {
  const line = ACCOUNTS[account]?.phoneNumberId
  return `,"conversation":{"channel":"whatsapp","account":"${line}","customer":"${customer}"}`
}
