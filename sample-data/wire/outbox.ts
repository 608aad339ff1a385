import { MINUTE } from '../company/days.ts'
import type { Random } from '../world/random.ts'
import { Schedule } from '../world/schedule.ts'
import { iso } from './instant.ts'

export type SourceName = 'whatsapp' | 'inbox'

/** One webhook as it reaches Pegel. */
export class Delivery {
  readonly source: SourceName
  /** Milliseconds. */
  readonly arrivesAt: number
  readonly body: string

  constructor(source: SourceName, arrivesAt: number, body: string) {
    this.source = source
    this.arrivesAt = arrivesAt
    this.body = body
  }

  /** Instant of arrival, ISO 8601 in UTC. */
  get at(): string {
    return iso(this.arrivesAt)
  }

  get headers(): Readonly<Record<string, string>> {
    return HEADERS[this.source]
  }
}

const HEADERS: Record<SourceName, Readonly<Record<string, string>>> = {
  whatsapp: { 'content-type': 'application/json' },
  inbox: { 'content-type': 'application/cloudevents+json' },
}
const LATE = 0.01
const REPEATED = 0.02
const LATEST = 3 * 24 * 60 * MINUTE

/** The way from what happened to what arrives, and when: mostly at once, at times late, at times twice. */
export class Outbox {
  readonly #onTheWay = new Schedule<Delivery>()
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  get nextAt(): number {
    return this.#onTheWay.nextAt
  }

  /** Sends the body of something that happens at `happensAt`, now or later. */
  send(source: SourceName, happensAt: number, body: string): void {
    const random = this.#random
    const delay = random.chance(LATE)
      ? Math.min(LATEST, random.lognormal(25 * MINUTE, 1.7))
      : 400 + random.exponential(700)
    const at = Math.floor(happensAt + delay)
    this.#onTheWay.push(at, new Delivery(source, at, body))
    if (!random.chance(REPEATED)) return
    const again = at + Math.floor(1000 + random.exponential(8 * MINUTE))
    this.#onTheWay.push(again, new Delivery(source, again, body))
  }

  take(): Delivery {
    return this.#onTheWay.pop() as Delivery
  }
}
