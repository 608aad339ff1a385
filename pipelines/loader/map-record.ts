/** A journal record of a delivery → events, or the reason why not. */
import type { JournalRecord } from '../journal/frame.ts'
import type { Delivery, MapContext, MapResult, Source } from '../sources/source.ts'

/** A connection as the configuration (or the built-in default) states it. */
export interface Connection {
  name: string
  source: Source
  settings: unknown
  configured: boolean
  /** Address of a ticket in its helpdesk with `{id}` in it; null where none is known. */
  ticketPage: string | null
}

/** Never throws: a mapper that does is a failure of this delivery alone. */
export function mapRecord(
  record: Pick<JournalRecord, 'source' | 'account' | 'headers' | 'receivedAt' | 'body'>,
  connection: Connection | null,
  pseudonym: MapContext['pseudonym'],
): MapResult {
  if (!connection) return { events: [], unmapped: {}, failures: [`no source is named ${record.source}`] }
  const delivery: Delivery = {
    source: record.source,
    account: record.account,
    headers: record.headers,
    body: record.body,
    receivedAt: record.receivedAt,
  }
  try {
    return connection.source.map(delivery, { pseudonym, settings: connection.settings })
  } catch (error) {
    return { events: [], unmapped: {}, failures: [`mapper failed: ${(error as Error).message}`] }
  }
}
