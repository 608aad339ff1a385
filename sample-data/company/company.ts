import { Random } from '../world/random.ts'
import { DAY, type Market } from './days.ts'

export type Channel = 'whatsapp' | 'email' | 'chat' | 'phone'
export type Brand = 'Nordlicht' | 'Alpina' | 'Hafen'

export interface Account {
  phoneNumberId: string
  displayNumber: string
  brand: Brand
  /** Whether the team answers it in the inbox tool; a plain number is known from WhatsApp alone. */
  inInbox: boolean
}

export interface Team {
  name: string
  tier: '1' | '2' | '3'
  market: Market
  agents: number
  /** Minutes of an agent's day that one answer takes, follow-up work included. */
  workMinutes: number
  /** Share of agents on duty, Monday to Sunday. */
  crew: readonly [number, number, number, number, number, number, number]
  shifts: readonly Shift[]
  /** Whether the people in it are agents of the inbox tool. */
  inInbox: boolean
}

/** Local hours of the day, and how many of the crew work them. */
export interface Shift {
  from: number
  to: number
  share: number
}

export interface Agent {
  id: string
  team: number
  /** Multiplies how long work takes; below 1 is quick. */
  pace: number
  /** Adds to the log-odds that a customer is content. */
  touch: number
  joinedAt: number
}

export const BUSINESS_ACCOUNT = '200300400500601'

export const ACCOUNTS: readonly Account[] = [
  { phoneNumberId: '100200300400501', displayNumber: '490005550101', brand: 'Nordlicht', inInbox: true },
  { phoneNumberId: '100200300400502', displayNumber: '490005550102', brand: 'Alpina', inInbox: true },
  { phoneNumberId: '100200300400503', displayNumber: '490005550103', brand: 'Hafen', inInbox: true },
  { phoneNumberId: '100200300400504', displayNumber: '490005550104', brand: 'Hafen', inInbox: false },
]
export const PLAIN_ACCOUNT = 3

const LONG_DAY: readonly Shift[] = [
  { from: 7, to: 15.5, share: 0.45 },
  { from: 9, to: 17.5, share: 0.27 },
  { from: 13, to: 21.5, share: 0.28 },
]
const OFFICE_DAY: readonly Shift[] = [
  { from: 7.5, to: 16, share: 0.5 },
  { from: 10, to: 18.5, share: 0.5 },
]
// Mondays are the thin day: the week's part-timers start on Tuesday.
const WEEK = [0.6, 0.8, 0.78, 0.78, 0.76, 0.24, 0.2] as const
const WEEKDAYS = [0.62, 0.8, 0.8, 0.8, 0.78, 0, 0] as const

const team = (
  name: string,
  tier: Team['tier'],
  agents: number,
  workMinutes: number,
  rest: Partial<Team> = {},
): Team => ({
  name,
  tier,
  market: 'eu',
  agents,
  workMinutes,
  crew: WEEK,
  shifts: LONG_DAY,
  inInbox: true,
  ...rest,
})

/** Eight teams of sixty people, and behind the plain number a counter whose people no tool names. */
export const TEAMS: readonly Team[] = [
  team('front-desk', '1', 13, 25),
  team('orders', '1', 10, 23.5),
  team('returns', '1', 7, 35.5),
  team('payments', '1', 7, 27.5),
  team('technical', '2', 7, 20, { crew: WEEKDAYS, shifts: OFFICE_DAY }),
  team('specialists', '3', 4, 20, { crew: WEEKDAYS, shifts: OFFICE_DAY }),
  team('americas-desk', '1', 8, 20.5, { market: 'us' }),
  team('americas-technical', '2', 4, 19, { market: 'us', crew: WEEKDAYS, shifts: OFFICE_DAY }),
  team('counter', '1', 4, 20, { inInbox: false }),
]
export const teamIndex = (name: string): number => TEAMS.findIndex((t) => t.name === name)

const JOINED_DURING_THE_YEAR = 0.07
const PACE_SPREAD = 0.22

/**
 * The people: `agent-001` to `agent-060`, then the counter's. They differ within a team, and no team is quick or slow by
 * luck; one in fourteen joined during the year.
 */
export function hire(seed: number, startsAt: number, endsAt: number): Agent[] {
  const random = new Random(seed, 0x6a6f62)
  let number = 0
  return TEAMS.flatMap((t, index) => {
    const paces = Array.from({ length: t.agents }, () =>
      Math.min(1.8, Math.max(0.6, random.lognormal(1, PACE_SPREAD))),
    )
    const usual = paces.reduce((sum, pace) => sum + pace, 0) / t.agents
    return paces.map((pace): Agent => {
      number++
      const joins = random.chance(JOINED_DURING_THE_YEAR) && t.agents > 4
      return {
        id: `agent-${String(number).padStart(3, '0')}`,
        team: index,
        pace: pace / usual,
        touch: 0.45 * random.normal(),
        joinedAt: joins ? random.between(startsAt + 30 * DAY, endsAt - 30 * DAY) : 0,
      }
    })
  })
}
