import type { CanonicalEvent } from '../../events/event.ts'
import type { MapContext } from '../source.ts'
import type { FileRecord } from './rows.ts'

export interface MapperInput {
  source: string
  /** Header of a CSV file; null where records carry their names. */
  columns: readonly string[] | null
  /** Delimiter of a CSV file. */
  delimiter?: string | undefined
  context: MapContext
  receivedAt: string
}

/** A record → its events, or the kind of row (`type:note`) that the mapping leaves out. Throws `RowError`. */
export type RowMapper = (record: FileRecord) => CanonicalEvent[] | string
