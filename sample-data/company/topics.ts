import { teamIndex } from './company.ts'

export interface Topic {
  id: string
  /** Relative frequency among what customers write in for. */
  share: number
  /** Teams that meet it first, by market. */
  team: { eu: number; us: number }
  /** Share that the bot settles on its own. */
  botSettles: number
  /** Mean number of answers until it is settled. */
  answers: number
  /** Chance that an answer ends in handing it to the next tier. */
  escalates: number
  /** Chance that a third party has to be waited for. */
  holds: number
  /** Added to the log-odds that the customer is content. */
  mood: number
  /** Chance of being urgent, high or low; normal otherwise. */
  urgent: number
  high: number
  low: number
}

const US_TEAM: Record<string, string> = { technical: 'americas-technical' }

function topic(id: string, share: number, team: string, rest: Partial<Topic>): Topic {
  return {
    id,
    share,
    team: { eu: teamIndex(team), us: teamIndex(US_TEAM[team] ?? 'americas-desk') },
    botSettles: 0.2,
    answers: 1.8,
    escalates: 0.03,
    holds: 0.02,
    mood: 0,
    urgent: 0.01,
    high: 0.06,
    low: 0.12,
    ...rest,
  }
}

export const TOPICS: readonly Topic[] = [
  topic('order-status', 0.19, 'orders', { botSettles: 0.68, answers: 1.4, mood: 0.2 }),
  topic('delivery-delay', 0.1, 'orders', { botSettles: 0.25, holds: 0.09, mood: -0.5, high: 0.1 }),
  topic('address-change', 0.05, 'orders', { botSettles: 0.5, answers: 1.3, high: 0.12 }),
  topic('returns', 0.12, 'returns', { botSettles: 0.3, answers: 1.9 }),
  topic('refund', 0.07, 'payments', { botSettles: 0.1, answers: 2.1, holds: 0.06, mood: -0.4, high: 0.1 }),
  topic('invoice', 0.06, 'payments', { botSettles: 0.45, answers: 1.3, low: 0.3 }),
  topic('payment-failed', 0.05, 'payments', { botSettles: 0.12, answers: 1.9, urgent: 0.05, high: 0.3 }),
  topic('product-advice', 0.1, 'front-desk', { botSettles: 0.18, answers: 2.2, mood: 0.5, low: 0.3 }),
  topic('opening-hours', 0.05, 'front-desk', { botSettles: 0.78, answers: 1.1, mood: 0.3, low: 0.4 }),
  topic('app-login', 0.05, 'front-desk', { botSettles: 0.3, answers: 1.8, escalates: 0.16, high: 0.15 }),
  topic('product-fault', 0.07, 'technical', {
    botSettles: 0.06,
    answers: 2.4,
    escalates: 0.1,
    mood: -0.3,
    high: 0.2,
  }),
  topic('warranty', 0.05, 'returns', { botSettles: 0.08, answers: 2.2, escalates: 0.2, holds: 0.05 }),
  topic('complaint', 0.04, 'front-desk', {
    botSettles: 0.02,
    answers: 2.3,
    escalates: 0.25,
    mood: -1.2,
    urgent: 0.05,
    high: 0.4,
  }),
]
export const TOPIC_WEIGHT = TOPICS.reduce((sum, t) => sum + t.share, 0)

export const topicIndex = (id: string): number => TOPICS.findIndex((t) => t.id === id)
/** What the outage week is about. */
export const OUTAGE_TOPIC = topicIndex('app-login')
/** What a campaign makes people ask. */
export const CAMPAIGN_TOPIC = topicIndex('product-advice')
/** What the bot is asked at any hour. */
export const ORDER_STATUS = topicIndex('order-status')
