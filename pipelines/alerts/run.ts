/** Alerts of an open data folder at work: looks every 30 seconds, and sends what the outbox holds. */
import type { OnNotice } from '../notice.ts'
import type { Pegel } from '../pegel.ts'
import { Turns } from '../turns.ts'
import { alertContext } from './context.ts'
import { Secrets } from './deliver/secrets.ts'
import { type Lanes, type SendContext, sendDue } from './deliver/send.ts'
import { Evaluator, type Looked } from './evaluate.ts'
import { forgetBefore } from './retention.ts'

export const LOOK_MS = 30_000
const SEND_MS = 2_000
const FORGET_MS = 3_600_000
const DAY_MS = 86_400_000

export interface AlertsOptions {
  onNotice?: OnNotice
  send?: Partial<Pick<SendContext, 'timeoutMs' | 'resolve' | 'random'>>
}

export class Alerts {
  readonly pegel: Pegel
  readonly evaluator: Evaluator
  readonly secrets: Secrets
  readonly #options: AlertsOptions
  readonly #looks = new Turns()
  readonly #sends = new Turns()
  readonly #lanes: Lanes = new Map()
  #timers: NodeJS.Timeout[] = []

  private constructor(pegel: Pegel, evaluator: Evaluator, options: AlertsOptions) {
    this.pegel = pegel
    this.evaluator = evaluator
    this.secrets = new Secrets(pegel.dataDir)
    this.#options = options
  }

  static async open(pegel: Pegel, options: AlertsOptions = {}): Promise<Alerts> {
    return new Alerts(pegel, await Evaluator.open(pegel.engine, pegel.now().getTime()), options)
  }

  /** Looks and sends from now on, until `stop`. */
  start(): void {
    const attempt = (what: string, work: () => Promise<unknown>) => {
      void work().catch((error: Error) =>
        this.#options.onNotice?.({ level: 'error', message: `alerts: ${what}: ${error.message}` }),
      )
    }
    this.#timers = [
      setInterval(() => attempt('looking', () => this.look()), LOOK_MS),
      setInterval(() => attempt('sending', () => this.send()), SEND_MS),
      setInterval(() => attempt('forgetting', () => this.forget()), FORGET_MS),
    ]
    for (const timer of this.#timers) timer.unref()
    attempt('looking', () => this.look())
    attempt('forgetting', () => this.forget())
  }

  /** One look at all rules, at the instant that the facts have been brought up to. */
  look(): Promise<Looked> {
    return this.#looks.run(() => {
      const atMs = Date.parse(this.pegel.asOf)
      return this.evaluator.look(alertContext(this.pegel, atMs), atMs)
    })
  }

  /** Sends what is due now; returns the number of attempts. */
  async send(): Promise<number> {
    const begun = await this.#sends.run(() => sendDue(this.sending, this.#lanes))
    const counts = await Promise.all(begun)
    return counts.reduce((sum, count) => sum + count, 0)
  }

  /** Drops what has been over for longer than `retention.alerts_days`. */
  forget(): Promise<void> {
    const { config, engine } = this.pegel
    const sinceMs = this.pegel.now().getTime() - config.retention.alerts_days * DAY_MS
    return engine.write((tx) => forgetBefore(tx, sinceMs))
  }

  get sending(): SendContext {
    const { engine, catalog, config } = this.pegel
    return {
      engine,
      catalog,
      config,
      secrets: this.secrets,
      now: () => this.pegel.now(),
      ...this.#options.send,
    }
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    await Promise.all([this.#looks.idle(), this.#sends.idle()])
    await Promise.allSettled(this.#lanes.values())
  }
}
