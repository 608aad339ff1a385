/** The table of reports: what waits, what was sent, and what it said. */
import type { Reader, Writer } from '../../engine/port.ts'
import { notFound } from '../../errors.ts'
import type { ReportDocument } from '../document.ts'

export type MailState = 'waiting' | 'sent' | 'dead' | 'withdrawn'

export interface ReportMail {
  mail: string
  recipient: string
  period: string
  /** Due by its schedule; else somebody sent it by hand. */
  scheduled: boolean
  name: string
  address: string
  subject: string
  createdAt: string
  state: MailState
  attempts: number
  nextAt: string | null
  lastAt: string | null
  reason: string | null
}

const COLUMNS = `mail, recipient, period, scheduled, name, address, subject, created_at as "createdAt", state, attempts,
  next_at as "nextAt", last_at as "lastAt", reason`

/** Unless it is there already; tells whether it was written. */
export async function insertMail(
  tx: Writer,
  mail: Pick<ReportMail, 'mail' | 'recipient' | 'period' | 'scheduled' | 'name' | 'address'>,
  document: ReportDocument,
  at: string,
): Promise<boolean> {
  const [there] = await tx.rows('select 1 as there from report_mail where mail = $1', [mail.mail])
  if (there) return false
  await tx.run(
    `insert into report_mail
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::timestamp, 'waiting', 0, $9::timestamp, null, null)`,
    [
      mail.mail,
      mail.recipient,
      mail.period,
      mail.scheduled,
      mail.name,
      mail.address,
      document.subject,
      JSON.stringify(document),
      at,
    ],
  )
  return true
}

export async function knownMails(reader: Reader): Promise<Set<string>> {
  const rows = await reader.rows<{ mail: string }>('select mail from report_mail')
  return new Set(rows.map(({ mail }) => mail))
}

/** What is to be tried now, the oldest first. */
export async function dueMails(reader: Reader, at: string): Promise<ReportMail[]> {
  return rowsOf(
    reader,
    `where state = 'waiting' and next_at <= $1::timestamp order by created_at, mail limit 100`,
    [at],
  )
}

/** The latest first. */
export async function listMails(
  reader: Reader,
  { recipient, limit = 100 }: { recipient?: string | undefined; limit?: number | undefined },
): Promise<ReportMail[]> {
  return rowsOf(
    reader,
    'where $1::varchar is null or recipient = $1 order by created_at desc, mail limit $2',
    [recipient ?? null, limit],
  )
}

/** Throws `not_found`. */
export async function findMail(reader: Reader, mail: string): Promise<ReportMail> {
  const [found] = await rowsOf(reader, 'where mail = $1', [mail])
  if (!found) throw notFound(`there is no report ${mail}`)
  return found
}

/** What a mail said. Throws `not_found`. */
export async function documentOf(reader: Reader, mail: string): Promise<ReportDocument> {
  const [row] = await reader.rows<{ document: string }>('select document from report_mail where mail = $1', [
    mail,
  ])
  if (!row) throw notFound(`there is no report ${mail}`)
  return JSON.parse(row.document) as ReportDocument
}

export async function noteOutcome(
  tx: Writer,
  mail: string,
  now: { state: MailState; attempts: number; at: string; nextAt: string | null; reason: string | null },
): Promise<void> {
  await tx.run(
    `update report_mail set state = $2, attempts = $3, last_at = $4::timestamp, next_at = $5::timestamp, reason = $6
     where mail = $1`,
    [mail, now.state, now.attempts, now.at, now.nextAt, now.reason],
  )
}

async function rowsOf(
  reader: Reader,
  rest: string,
  params: (string | number | null)[],
): Promise<ReportMail[]> {
  const { columns, values, rowCount } = await reader.columns(
    `select ${COLUMNS} from report_mail ${rest}`,
    params,
  )
  return Array.from({ length: rowCount }, (_, row) =>
    Object.fromEntries(columns.map(({ name }, at) => [name, values[at]?.[row] ?? null])),
  ) as unknown as ReportMail[]
}
