import { holdingAt } from '../../config/timeline.ts'
import type { Reader } from '../../engine/port.ts'
import { type Recipient, readRecipients } from '../recipient.ts'
import { nextDueMs } from './due.ts'
import { listMails, type ReportMail } from './store.ts'

export interface ListedRecipient {
  id: string
  version: number
  body: Recipient
  /** Null while paused. */
  nextDueAt: string | null
  /** The latest report to them, whatever became of it. */
  last: ReportMail | null
}

/** Who is on the list now, by name. */
export async function listRecipients(context: { engine: Reader; now(): Date }): Promise<ListedRecipient[]> {
  const nowMs = context.now().getTime()
  const mails = await listMails(context.engine, { limit: 1000 })
  const recipients = await readRecipients(context.engine)
  return recipients
    .flatMap((timeline): ListedRecipient[] => {
      const held = holdingAt(timeline, nowMs)
      if (!held) return []
      const next = nextDueMs(timeline, nowMs)
      return [
        {
          id: timeline.id,
          version: held.version,
          body: held.body,
          nextDueAt: next === null ? null : new Date(next).toISOString(),
          last: mails.find(({ recipient }) => recipient === timeline.id) ?? null,
        },
      ]
    })
    .sort((a, b) => (a.body.name < b.body.name ? -1 : a.body.name > b.body.name ? 1 : a.id < b.id ? -1 : 1))
}
