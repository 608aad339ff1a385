/** The one way in which the configuration changes: decided, validated, journaled, applied. */
import type { Reader } from '../engine/port.ts'
import { instantText } from '../instant-text.ts'
import type { Journal } from '../journal/journal.ts'
import { commandOf } from './command.ts'
import type { ConfigRecord } from './record.ts'
import { readRecords } from './records.ts'
import { type Draft, recordsFrom } from './validate.ts'

export interface Change {
  author: string
  /** What to state, given everything stated so far; nobody else changes anything meanwhile. */
  decide(records: readonly ConfigRecord[], now: string): readonly Draft[]
  /** Validate only. */
  dryRun?: boolean
}

/** What a change led to. */
export interface Changed {
  records: ConfigRecord[]
  /** Clocks of the past that say something else now. */
  clocksChanged: number
}

/** A version as stated, and what it led to. */
export type Stated = ConfigRecord & Pick<Changed, 'clocksChanged'>

export interface ChangeContext {
  engine: Reader
  journal: Pick<Journal, 'append'>
  now(): Date
  /** Brings the table up to date with the journal. */
  apply(): Promise<void>
}

/**
 * Returns the new records once they are durable and hold; of one change all are recorded or none. The caller sees to it
 * that changes come one after the other. Throws `invalid` with fields and whatever `decide` throws, before anything is
 * written.
 */
export async function makeChange(context: ChangeContext, change: Change): Promise<ConfigRecord[]> {
  await context.apply()
  const now = instantText(context.now())
  const records = await readRecords(context.engine)
  const by = { author: change.author, recordedAt: now }
  const added = recordsFrom(change.decide(records, now), records, by)
  if (change.dryRun || added.length === 0) return added
  await context.journal.append(commandOf(added, change.author, now))
  await context.apply()
  return added
}
