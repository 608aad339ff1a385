import { DAY, HOUR, type LocalDays } from './days.ts'

export interface Campaign {
  name: string
  template: string
  /** Index into the company's numbers. */
  account: number
  startsAt: number
}

/** When the things happened that a reader can find; every instant follows from the end of the data. */
export interface Stories {
  startsAt: number
  endsAt: number
  /** Monday 00:00 to Monday 00:00, Berlin. */
  outageFrom: number
  outageTo: number
  /** 1 June, 08:00 Berlin. */
  botFrom: number
  campaigns: readonly [Campaign, Campaign]
  /** From here on webhooks carry business-scoped user ids for more and more customers. */
  userIdsFrom: number
  /** From a week before the end to a week after it people are ill and shifts are short: what Live shows is not quiet. */
  illnessFrom: number
  illnessTo: number
}

const OUTAGE_WEEKS_BACK = 9
const CAMPAIGN_WEEKS_BACK = [29, 5] as const
const LEAST_BOT_DAYS = 30

/** Lays the year out: outage nine whole weeks back, campaigns on the Thursdays 29 and 5 weeks back, the bot on the latest 1 June that is a month old. */
export function tellStories(endsAt: number, berlin: LocalDays, days: number): Stories {
  const today = berlin.at(endsAt)
  const monday = today.index - today.weekday + 1
  const thursday = (weeksBack: number) => berlin.day(monday - 7 * weeksBack + 3).startsAt + 10 * HOUR
  return {
    startsAt: endsAt - days * DAY,
    endsAt,
    outageFrom: berlin.day(monday - 7 * OUTAGE_WEEKS_BACK).startsAt,
    outageTo: berlin.day(monday - 7 * (OUTAGE_WEEKS_BACK - 1)).startsAt,
    botFrom: firstOfJune(endsAt - LEAST_BOT_DAYS * DAY, berlin),
    campaigns: [
      {
        name: 'spring sale',
        template: 'spring_sale',
        account: 0,
        startsAt: thursday(CAMPAIGN_WEEKS_BACK[0]),
      },
      {
        name: 'loyalty offer',
        template: 'loyalty_offer',
        account: 1,
        startsAt: thursday(CAMPAIGN_WEEKS_BACK[1]),
      },
    ],
    userIdsFrom: endsAt - 230 * DAY,
    illnessFrom: endsAt - 8 * DAY,
    illnessTo: endsAt + 6 * DAY,
  }
}

function firstOfJune(notAfter: number, berlin: LocalDays): number {
  const year = new Date(notAfter).getUTCFullYear()
  const inYear = (y: number) => berlin.day(Date.UTC(y, 5, 1) / DAY).startsAt + 8 * HOUR
  return inYear(year) <= notAfter ? inYear(year) : inYear(year - 1)
}
