import { hire } from '../company/company.ts'
import { Customers } from '../company/customers.ts'
import { companyDays, HOUR } from '../company/days.ts'
import { Demand, firstCell } from '../company/demand.ts'
import { tellStories } from '../company/stories.ts'
import { type Delivery, Outbox } from '../wire/outbox.ts'
import { Post } from '../wire/post.ts'
import { furnish } from './desks.ts'
import { Random } from './random.ts'
import { run } from './run.ts'
import { Schedule } from './schedule.ts'
import { plan, type Settings, type Task, type World } from './state.ts'

/** Conversations that a year of the sixty agents' company holds; smaller samples show a share of them. */
const COMPANY_CONVERSATIONS = 110_000
/** Messages that one conversation comes to, campaign messages included; measured over five seeds and ends, within 2 %. */
const MESSAGES_PER_CONVERSATION = 6.2
const CONVERSATIONS_PER_CUSTOMER = 2
export const YEAR_DAYS = 365

export interface WorldOptions {
  /** Messages of the year, roughly (within 3 %). */
  messages: number
  seed: number
  /** End of the year of data, in milliseconds. */
  endsAt: number
  /** Least number of conversations an hour after the end. */
  floorPerHour?: number
}

/** The company and its customers from the year's start on, for ever: deliveries in the order of their arrival. */
export class Company {
  readonly world: World
  readonly #outbox: Outbox

  constructor({ messages, seed, endsAt, floorPerHour = 0 }: WorldOptions) {
    const wanted = messages / MESSAGES_PER_CONVERSATION
    const conversations = Math.max(COMPANY_CONVERSATIONS, wanted)
    const settings: Settings = {
      seed,
      visible: wanted / conversations,
      load: COMPANY_CONVERSATIONS / conversations,
      floorPerHour,
    }
    const days = companyDays()
    const stories = tellStories(endsAt, days.eu, YEAR_DAYS)
    this.#outbox = new Outbox(new Random(seed, 2))
    this.world = {
      now: stories.startsAt,
      settings,
      random: new Random(seed, 1),
      filler: new Random(seed, 4),
      tasks: new Schedule<Task>(),
      post: new Post(this.#outbox, new Random(seed, 3), stories),
      stories,
      days,
      demand: new Demand(conversations, days, stories),
      customers: new Customers(wanted / CONVERSATIONS_PER_CUSTOMER, stories.userIdsFrom),
      desks: furnish(hire(seed, stories.startsAt, endsAt)),
      active: new Map(),
      conversations: 0,
      yearly: conversations,
    }
    this.#begin()
  }

  /** Endless; the caller stops. */
  *deliveries(): Generator<Delivery, never> {
    const { world } = this
    const outbox = this.#outbox
    for (;;) {
      while (outbox.nextAt <= world.tasks.nextAt) yield outbox.take()
      world.now = world.tasks.nextAt
      run(world, world.tasks.pop() as Task)
    }
  }

  #begin(): void {
    const { world } = this
    const { stories, days, customers } = world
    plan(world, firstCell(stories.startsAt), 'cell')
    for (const [index, market] of (['eu', 'us'] as const).entries()) {
      plan(
        world,
        Math.max(stories.startsAt, days[market].at(stories.startsAt).startsAt + 4 * HOUR),
        'day',
        null,
        index,
      )
    }
    for (const [index, campaign] of stories.campaigns.entries())
      plan(world, campaign.startsAt, 'campaign', null, index)
    for (let customer = 0; customer < customers.size; customer++) {
      const at = customers.changesNumberAt(customer)
      if (at < Number.POSITIVE_INFINITY && at > stories.startsAt)
        plan(world, at, 'number-change', null, customer)
    }
  }
}
