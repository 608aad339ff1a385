import { MINUTE } from '../company/days.ts'
import { CAMPAIGN_TOPIC } from '../company/topics.ts'
import { activeKey, create } from './arrivals.ts'
import { plan, type World } from './state.ts'

const SENDING_MINUTES = 120
/** Sends per conversation of the year, and how many of the people written to write back. */
const SENDS_PER_CONVERSATION = 0.11
const WRITE_BACK = 0.026

/** One minute of a campaign's sending; `index` says which campaign. */
export function campaignMinute(world: World, index: number): void {
  const { now, random, stories, customers, settings } = world
  const campaign = stories.campaigns[index]
  if (!campaign || now >= campaign.startsAt + SENDING_MINUTES * MINUTE) return
  const sends = random.poisson((world.yearly * SENDS_PER_CONVERSATION) / SENDING_MINUTES)
  for (let left = sends; left > 0; left--) {
    const visible = random.chance(settings.visible)
    const customer = visible ? customers.draw('eu', random.next()) : 0
    if (visible && world.active.has(activeKey(campaign.account, customer))) continue
    const at = now + random.next() * MINUTE
    if (visible) world.post.campaign(campaign, customers.identity(customer, at), at, index === 1)
    if (random.chance(WRITE_BACK)) writesBack(world, campaign.account, customer, visible, at)
  }
  plan(world, now + MINUTE, 'campaign', null, index)
}

function writesBack(world: World, account: number, customer: number, visible: boolean, at: number): void {
  const conversation = create(world, {
    stream: { market: 'eu', channel: 'whatsapp', outage: false },
    visible,
    topic: CAMPAIGN_TOPIC,
    customer,
    account,
  })
  const after = world.random.lognormal(35, 1.2) * MINUTE
  if (conversation) plan(world, at + after, 'open', conversation)
}
