/** A change of the configuration as a record of the journal. */
import { z } from 'zod'
import type { JournalEntry } from '../journal/frame.ts'
import { type ConfigRecord, recordSchema } from './record.ts'

const commandSchema = z.object({ kind: z.literal('config'), records: z.array(recordSchema) })

/** The entry that makes the records durable, all or none of them. */
export function commandOf(
  records: readonly ConfigRecord[],
  author: string,
  recordedAt: string,
): JournalEntry {
  return {
    kind: 'command',
    source: 'config',
    account: null,
    receivedAt: recordedAt,
    headers: {},
    meta: { author },
    body: Buffer.from(JSON.stringify({ kind: 'config', records })),
  }
}

/** The records that a command states, or null when it is a command of another sort. Never throws. */
export function recordsOf(entry: Pick<JournalEntry, 'kind' | 'source' | 'body'>): ConfigRecord[] | null {
  if (entry.kind !== 'command' || entry.source !== 'config') return null
  try {
    return commandSchema.parse(JSON.parse(Buffer.from(entry.body).toString('utf8'))).records
  } catch {
    return null
  }
}
