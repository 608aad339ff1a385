import { trait } from '../world/random.ts'
import { DAY, type Market } from './days.ts'

/** What WhatsApp tells of a customer at one time. At least one of the two ids is there. */
export interface Identity {
  waId: string | null
  userId: string | null
  username: string | null
  name: string
}

const US_SHARE = 0.2
const ROLL_OUT_DAYS = 75
const USERNAMES = 0.03
const USERNAME_WITHIN_DAYS = 150
const CHANGES_NUMBER = 0.004

/**
 * People without memory: all that is known of customer `n` follows from `n`. Numbers are of the right length but
 * start with a zero area code, so that nobody has them.
 */
export class Customers {
  readonly size: number
  readonly #european: number
  readonly #userIdsFrom: number

  constructor(size: number, userIdsFrom: number) {
    this.size = Math.max(50, Math.round(size))
    this.#european = Math.round(this.size * (1 - US_SHARE))
    this.#userIdsFrom = userIdsFrom
  }

  /** Some customer of a market; low numbers write more often. `u` is uniform in [0, 1). */
  draw(market: Market, u: number): number {
    const skewed = u * Math.sqrt(u)
    return market === 'eu'
      ? Math.floor(skewed * this.#european)
      : this.#european + Math.floor(skewed * (this.size - this.#european))
  }

  market(customer: number): Market {
    return customer < this.#european ? 'eu' : 'us'
  }

  identity(customer: number, at: number): Identity {
    const userIdAt = this.#userIdsFrom + trait(customer, 1) * ROLL_OUT_DAYS * DAY
    const usernameAt =
      trait(customer, 2) < USERNAMES ? userIdAt + trait(customer, 3) * USERNAME_WITHIN_DAYS * DAY : Infinity
    return {
      waId: at < usernameAt ? this.number(customer, at >= this.changesNumberAt(customer)) : null,
      userId: at >= userIdAt ? this.#userId(customer) : null,
      username: at >= usernameAt ? `customer${customer}` : null,
      name: `Customer ${customer}`,
    }
  }

  /** When the customer moves to another number; infinity for nearly all. */
  changesNumberAt(customer: number): number {
    if (trait(customer, 4) >= CHANGES_NUMBER) return Infinity
    return this.#userIdsFrom - 100 * DAY + trait(customer, 5) * 300 * DAY
  }

  number(customer: number, changed: boolean): string {
    const digits = String(((customer * 2 + (changed ? 1 : 0)) * 61_803_399) % 100_000_000).padStart(8, '0')
    return this.market(customer) === 'eu' ? `49000${digits}` : `100${digits}`
  }

  #userId(customer: number): string {
    const country = this.market(customer) === 'eu' ? 'DE' : 'US'
    return `${country}.${tenDigits(customer, 6)}${tenDigits(customer, 7)}`
  }
}

function tenDigits(customer: number, salt: number): number {
  return 1_000_000_000 + Math.floor(trait(customer, salt) * 8_999_999_999)
}
