import { MINUTE } from '../company/days.ts'
import type { Random } from '../world/random.ts'
import { Schedule } from '../world/schedule.ts'
import { iso } from './instant.ts'

export type SourceName = 'whatsapp' | 'inbox'

/** One webhook as it reaches Pegel. */
export interface Delivery {
  source: SourceName
  /** Instant of arrival, ISO 8601 in UTC. */
  at: string
  headers: Readonly<Record<string, string>>
  body: string
}

interface Parcel {
  at: number
  source: SourceName
  body: string
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
  readonly #parcels = new Schedule<Parcel>()
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  get nextAt(): number {
    return this.#parcels.nextAt
  }

  /** Sends the body of something that happens at `happensAt`, now or later. */
  send(source: SourceName, happensAt: number, body: string): void {
    const random = this.#random
    const delay = random.chance(LATE)
      ? Math.min(LATEST, random.lognormal(25 * MINUTE, 1.7))
      : 400 + random.exponential(700)
    const at = Math.floor(happensAt + delay)
    this.#parcels.push(at, { at, source, body })
    if (!random.chance(REPEATED)) return
    const again = at + Math.floor(1000 + random.exponential(8 * MINUTE))
    this.#parcels.push(again, { at: again, source, body })
  }

  take(): Delivery {
    const parcel = this.#parcels.pop() as Parcel
    return { source: parcel.source, at: iso(parcel.at), headers: HEADERS[parcel.source], body: parcel.body }
  }
}
