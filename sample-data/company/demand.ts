import type { Channel } from './company.ts'
import { DAY, HOUR, type LocalDay, type LocalDays, type Market, MINUTE } from './days.ts'
import type { Stories } from './stories.ts'

export const CELL = 15 * MINUTE

/** One kind of arrival with a daily shape of its own. */
export interface Stream {
  market: Market
  channel: Channel
  /** Share of all ordinary conversations. */
  share: number
  outage: boolean
}

const CHANNEL_SHARE: Record<Channel, number> = { whatsapp: 0.6, email: 0.19, chat: 0.13, phone: 0.08 }
const MARKET_SHARE: Record<Market, number> = { eu: 0.81, us: 0.19 }
const CHANNELS: readonly Channel[] = ['whatsapp', 'email', 'chat', 'phone']
const MARKETS: readonly Market[] = ['eu', 'us']
const OUTAGE_CHANNELS: Partial<Record<Channel, number>> = { whatsapp: 0.72, email: 0.12, chat: 0.16 }

export const STREAMS: readonly Stream[] = [
  ...MARKETS.flatMap((market) =>
    CHANNELS.map((channel) => ({
      market,
      channel,
      share: MARKET_SHARE[market] * CHANNEL_SHARE[channel],
      outage: false,
    })),
  ),
  ...MARKETS.flatMap((market) =>
    CHANNELS.filter((channel) => channel in OUTAGE_CHANNELS).map((channel) => ({
      market,
      channel,
      share: MARKET_SHARE[market] * (OUTAGE_CHANNELS[channel] ?? 0),
      outage: true,
    })),
  ),
]

/** Arrivals by local hour, relative. */
const BY_HOUR: Record<Channel, readonly number[]> = {
  whatsapp: [6, 3, 2, 1, 1, 3, 10, 24, 44, 58, 62, 58, 52, 52, 53, 54, 57, 60, 62, 60, 50, 36, 22, 12],
  email: [5, 3, 2, 2, 2, 4, 12, 32, 66, 78, 76, 68, 56, 60, 64, 60, 54, 42, 32, 28, 26, 22, 14, 8],
  chat: [2, 1, 1, 0, 0, 1, 5, 18, 46, 66, 70, 62, 54, 54, 58, 58, 56, 50, 48, 44, 34, 22, 10, 4],
  phone: [0, 0, 0, 0, 0, 0, 0, 8, 62, 92, 96, 84, 60, 66, 76, 74, 66, 48, 22, 8, 3, 0, 0, 0],
}
const HOUR_SUM = Object.fromEntries(
  CHANNELS.map((channel) => [channel, BY_HOUR[channel].reduce((a, b) => a + b, 0)]),
) as Record<Channel, number>

/** Monday to Sunday. */
const BY_WEEKDAY = [1.22, 1.08, 1.02, 1, 0.97, 0.58, 0.5]
const HOLIDAY = 0.5
const GROWTH_PER_YEAR = 0.2
/** Extra arrivals of the outage week, Monday to Sunday, in ordinary days. */
const OUTAGE_EXTRA = [1, 1.9, 1.8, 1.6, 1.3, 0.8, 0.6]

/** How many conversations begin when: seasons of the day, week and year, growth, holidays and the outage. */
export class Demand {
  readonly #days: Record<Market, LocalDays>
  readonly #stories: Stories
  readonly #perWeight: number
  readonly #levels = new WeakMap<LocalDay, number>()

  /** `conversations` is how many begin between the stories' start and end. */
  constructor(conversations: number, days: Record<Market, LocalDays>, stories: Stories) {
    this.#days = days
    this.#stories = stories
    let weight = 0
    for (let at = firstCell(stories.startsAt); at < stories.endsAt; at += CELL) {
      for (const stream of STREAMS) weight += this.#weight(stream, at)
    }
    this.#perWeight = conversations / weight
  }

  /** Mean number of conversations of a stream that begin in the quarter of an hour from `at`. */
  mean(stream: Stream, at: number): number {
    return this.#perWeight * this.#weight(stream, at)
  }

  #weight(stream: Stream, at: number): number {
    const { outageFrom, outageTo } = this.#stories
    if (stream.outage && (at < outageFrom || at >= outageTo)) return 0
    const day = this.#days[stream.market].at(at)
    const hour = (at - day.startsAt) / HOUR
    const before = Math.floor(hour) % 24
    const shape = BY_HOUR[stream.channel]
    const part = hour - Math.floor(hour)
    const now = (shape[before] as number) * (1 - part) + (shape[(before + 1) % 24] as number) * part
    const ofDay = now / HOUR_SUM[stream.channel]
    const level = stream.outage
      ? this.#level(day, 3) * (OUTAGE_EXTRA[day.weekday - 1] as number)
      : this.#level(day)
    return stream.share * ofDay * level
  }

  #level(day: LocalDay, weekday = day.weekday): number {
    let level = this.#levels.get(day)
    if (level === undefined) {
      const since = Math.min(1, Math.max(0, (day.startsAt - this.#stories.startsAt) / (365 * DAY)))
      level = (1 + GROWTH_PER_YEAR * since) * season(day) * (day.holiday ? HOLIDAY : 1)
      this.#levels.set(day, level)
    }
    return level * (BY_WEEKDAY[weekday - 1] as number)
  }
}

/** Gifts bring orders in late November and December, returns in January; August is quiet. */
function season(day: LocalDay): number {
  const ofYear = (Date.parse(day.date) - Date.parse(`${day.date.slice(0, 4)}-01-01`)) / DAY
  return 1 + hump(ofYear, 343, 16, 0.24) + hump(ofYear, 12, 10, 0.12) - hump(ofYear, 222, 22, 0.12)
}

function hump(ofYear: number, centre: number, width: number, height: number): number {
  const apart = Math.abs(ofYear - centre)
  const distance = Math.min(apart, 365 - apart) / width
  return height * Math.exp(-distance * distance)
}

export function firstCell(startsAt: number): number {
  return Math.ceil(startsAt / CELL) * CELL
}
