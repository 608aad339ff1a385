/** Reports of an open data folder at work: what is due is written down, then sent, once a week and recipient. */
import { hash, randomUUID } from 'node:crypto'
import { retryIn } from '../../alerts/deliver/backoff.ts'
import { holdingAt, type Timeline } from '../../config/timeline.ts'
import { putConfig } from '../../config/verbs/put.ts'
import { notFound, PegelError } from '../../errors.ts'
import { Latest } from '../../latest.ts'
import { handOver } from '../../mail/hand-over.ts'
import type { OnNotice } from '../../notice.ts'
import type { Pegel } from '../../pegel.ts'
import { Turns } from '../../turns.ts'
import { composeReport } from '../compose.ts'
import type { ReportDocument } from '../document.ts'
import type { WeeklyFigures } from '../figures.ts'
import { reportLetter } from '../mail/letter.ts'
import type { Foresee } from '../outlook.ts'
import { renderPdf } from '../pdf/render.ts'
import { type Recipient, readRecipients } from '../recipient.ts'
import { type WeeklyInput, weeklyFigures } from '../weekly.ts'
import { type Due, dueWeeks } from './due.ts'
import { Ledger } from './ledger.ts'
import { Links } from './links.ts'
import {
  documentOf,
  dueMails,
  findMail,
  insertMail,
  knownMails,
  noteOutcome,
  type ReportMail,
} from './store.ts'

const LOOK_MS = 30_000
const MOST_SHARED = 8

export interface ReportsOptions {
  /** Makes forecasts; a thread of its own for each report unless told. */
  foresee?: Foresee
  onNotice?: OnNotice
  /** Tests set these. */
  random?(): number
  draw?(document: ReportDocument): Promise<Uint8Array>
}

export class Reports {
  readonly pegel: Pegel
  readonly links: Links
  readonly #ledger: Ledger
  readonly #options: ReportsOptions
  readonly #turns = new Turns()
  readonly #latest = new Latest<WeeklyFigures>(MOST_SHARED)
  #timer: NodeJS.Timeout | null = null

  constructor(pegel: Pegel, options: ReportsOptions = {}) {
    this.pegel = pegel
    this.#options = options
    this.#ledger = new Ledger(pegel.dataDir)
    this.links = new Links(pegel.dataDir, pegel.config.alerts.link)
  }

  /** Looks from now on, until `stop`. */
  start(): void {
    const look = () =>
      void this.run().catch((error: Error) =>
        this.#options.onNotice?.({ level: 'error', message: `reports: ${error.message}` }),
      )
    this.#timer = setInterval(look, LOOK_MS)
    this.#timer.unref()
    look()
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    await this.#turns.idle()
  }

  /** Writes down what is due and sends what waits; returns how many attempts were made. Without a mail server nothing is due. */
  run(): Promise<number> {
    return this.#turns.run(async () => {
      if (!this.pegel.config.mail) return 0
      const recipients = await readRecipients(this.pegel.engine)
      await this.#writeDue(recipients)
      return this.#sendWaiting(recipients)
    })
  }

  /**
   * Sends a recipient the report of a week now, the last one that is over unless told, whatever the schedule says.
   * Throws `not_found`, and `unavailable` where no mail server is configured. Returns what became of it.
   */
  async sendNow(input: { recipient: string; week?: string | undefined }): Promise<ReportMail> {
    if (!this.pegel.config.mail) {
      throw new PegelError('unavailable', 'No mail server is configured: state `mail` in pegel.yml')
    }
    const body = await this.recipient(input.recipient)
    const document = await this.documentFor(body, input.week)
    const mail = `report-${randomUUID()}`
    await this.#write({ mail, recipient: input.recipient, scheduled: false, body, document })
    await this.run()
    return findMail(this.pegel.engine, mail)
  }

  /** Throws `not_found` for one who is not on the list. */
  async recipient(id: string): Promise<Recipient> {
    const timeline = (await readRecipients(this.pegel.engine)).find((one) => one.id === id)
    const held = holdingAt(timeline, this.pegel.now().getTime())
    if (!held) throw notFound(`there is no recipient ${id}`)
    return held.body
  }

  /** The report that a recipient would get now. */
  async documentFor(body: Recipient, week?: string): Promise<ReportDocument> {
    const { tz, filters, language } = body
    return composeReport(await this.#shared({ week, tz, filters }), this.pegel.catalog, language)
  }

  /** The same for all who get the same within a minute: figures and a forecast are made once for them. */
  #shared(input: WeeklyInput): Promise<WeeklyFigures> {
    const key = JSON.stringify([input, this.pegel.dataVersion, this.pegel.asOf.slice(0, 16)])
    return this.#latest.get(key, () => this.figures(input))
  }

  figures(input: WeeklyInput, signal?: AbortSignal): Promise<WeeklyFigures> {
    const { foresee } = this.#options
    return weeklyFigures(this.pegel, input, { foresee, ...(signal && { signal }) })
  }

  /** Takes a recipient off the list, by the link in a mail. Throws `forbidden` for a token that is not theirs. */
  async unsubscribe(input: { recipient: string; token: string }): Promise<void> {
    if (!this.links.holds(input.recipient, input.token)) {
      throw new PegelError('forbidden', 'This link does not belong to any recipient')
    }
    const body = await this.recipient(input.recipient)
    if (body.paused) return
    await putConfig(this.pegel, {
      kind: 'report_recipient',
      id: input.recipient,
      body: { ...body, paused: true },
      author: 'unsubscribe link',
    })
  }

  async #writeDue(recipients: readonly Timeline<Recipient>[]): Promise<void> {
    const nowMs = this.pegel.now().getTime()
    const known = await knownMails(this.pegel.engine)
    const due = recipients
      .flatMap((timeline) => dueWeeks(timeline, nowMs))
      .filter((one) => !known.has(mailOf(one)) && !this.#ledger.has(mailOf(one)))
    for (const { recipient, week, body } of due) {
      // The facts first: a report of half a week would be wrong for good.
      if (Date.parse(this.pegel.asOf) < Date.parse(week.to)) continue
      const mail = mailOf({ recipient, week })
      try {
        const document = await this.documentFor(body, week.id)
        await this.#write({ mail, recipient, scheduled: true, body, document })
      } catch (error) {
        const message = `reports: ${mail} could not be made: ${(error as Error).message}`
        this.#options.onNotice?.({ level: 'error', message })
      }
    }
  }

  #write(input: {
    mail: string
    recipient: string
    scheduled: boolean
    body: Recipient
    document: ReportDocument
  }): Promise<boolean> {
    const { mail, recipient, scheduled, body, document } = input
    const row = { mail, recipient, scheduled, period: document.week, name: body.name, address: body.email }
    const at = this.pegel.now().toISOString()
    return this.pegel.engine.write((tx) => insertMail(tx, row, document, at))
  }

  async #sendWaiting(recipients: readonly Timeline<Recipient>[]): Promise<number> {
    const { engine } = this.pegel
    const waiting = await dueMails(engine, this.pegel.now().toISOString())
    let attempts = 0
    for (const mail of waiting) {
      const note = (outcome: Partial<Parameters<typeof noteOutcome>[2]>) =>
        engine.write((tx) =>
          noteOutcome(tx, mail.mail, {
            state: 'sent',
            attempts: mail.attempts,
            at: this.pegel.now().toISOString(),
            nextAt: null,
            reason: null,
            ...outcome,
          }),
        )
      if (this.#ledger.has(mail.mail)) {
        await note({})
        continue
      }
      const timeline = recipients.find(({ id }) => id === mail.recipient)
      const held = holdingAt(timeline, this.pegel.now().getTime())?.body
      if (mail.scheduled && (held === undefined || held.paused)) {
        await note({ state: 'withdrawn', reason: 'no longer on the list' })
        continue
      }
      attempts += 1
      const count = mail.attempts + 1
      const reason = await this.#send(mail)
      if (reason === null) {
        await this.#ledger.note(mail.mail, this.pegel.now().toISOString())
        await note({ attempts: count })
        continue
      }
      const wait = retryIn(count, null, (this.#options.random ?? Math.random)())
      const nextAt = wait === null ? null : new Date(this.pegel.now().getTime() + wait).toISOString()
      await note({ state: wait === null ? 'dead' : 'waiting', attempts: count, nextAt, reason })
      this.#options.onNotice?.({ level: 'warn', message: `reports: ${mail.mail} was not sent: ${reason}` })
    }
    return attempts
  }

  /** Why it could not be sent; null where the server took it. */
  async #send({ mail, name, address, recipient, period }: ReportMail): Promise<string | null> {
    const document = await documentOf(this.pegel.engine, mail)
    const pdf = await (this.#options.draw ?? renderPdf)(document).catch((error: Error) => error)
    if (pdf instanceof Error) return pdf.message
    const letter = reportLetter(
      document,
      {
        id: mail,
        name,
        address,
        web: this.links.week(period),
        unsubscribe: this.links.unsubscribe(recipient),
      },
      pdf,
    )
    return (await handOver(this.pegel.config.mail, letter)).reason
  }
}

/** The same for every attempt, and after the database was made anew. */
const mailOf = ({ recipient, week }: Pick<Due, 'recipient' | 'week'>): string =>
  `report-${hash('sha256', `${recipient}|${week.id}`, 'hex').slice(0, 26)}`
