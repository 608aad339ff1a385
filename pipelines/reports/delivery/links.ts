/** Addresses in a mail that work without signing in: each is good for one recipient, and only to unsubscribe. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { join } from 'node:path'
import { loadPseudonymKey } from '../../privacy/pseudonym.ts'

export class Links {
  readonly #base: string
  readonly #key: Uint8Array

  constructor(dataDir: string, base: string) {
    this.#base = base.replace(/\/$/, '')
    this.#key = loadPseudonymKey(join(dataDir, 'keys', 'report-links.key'))
  }

  week(week: string): string {
    return `${this.#base}/reports?week=${week}`
  }

  unsubscribe(recipient: string): string {
    const search = new URLSearchParams({ recipient, token: this.#sign(recipient) })
    return `${this.#base}/reports/unsubscribe?${search.toString()}`
  }

  holds(recipient: string, token: string): boolean {
    const [given, wanted] = [Buffer.from(token), Buffer.from(this.#sign(recipient))]
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  }

  #sign(recipient: string): string {
    return createHmac('sha256', this.#key).update(`unsubscribe|${recipient}`).digest('base64url')
  }
}
