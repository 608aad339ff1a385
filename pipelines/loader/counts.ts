/** Counts per source, account and kind, for the health of the sources. */
import type { Writer } from '../engine/port.ts'

export interface Counted {
  source: string
  account: string | null
  /** delivery, event, duplicate, dead_letter, reject, clock_skew, or `unmapped:<what>`. */
  kind: string
  n: number
  lastAt: string
}

/** Adds what was counted, once per source, account and kind. */
export class Counter {
  readonly #counts = new Map<string, Counted>()

  add(source: string, account: string | null, kind: string, n: number, at: string): void {
    if (n === 0) return
    const key = `${source}\u0000${account ?? ''}\u0000${kind}`
    const known = this.#counts.get(key)
    if (known) {
      known.n += n
      if (at > known.lastAt) known.lastAt = at
    } else this.#counts.set(key, { source, account, kind, n, lastAt: at })
  }

  async save(tx: Writer): Promise<void> {
    const counts = [...this.#counts.values()]
    if (counts.length === 0) return
    await tx.append('main.source_count', [
      counts.map((one) => one.source),
      counts.map((one) => one.account),
      counts.map((one) => one.kind),
      counts.map((one) => one.n),
      counts.map((one) => one.lastAt),
    ])
    const [rows] = await tx.ask<{ n: number }>('select count(*) as n from main.source_count')
    if ((rows?.n ?? 0) > 5000) {
      await tx.run(
        `create or replace table main.source_count as
           select source, account, kind, sum(n)::bigint as n, max(last_at) as last_at from main.source_count group by all`,
      )
    }
  }
}
