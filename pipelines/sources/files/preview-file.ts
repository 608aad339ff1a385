import type { CanonicalEvent } from '../../events/event.ts'
import { BatchBuilder } from './batch.ts'
import { type Input, openInput, type ReadOptions } from './open-input.ts'
import type { Reject } from './rows.ts'

const PREVIEW_ROWS = 50

export interface FilePreview {
  format: Input['format']
  gzip: boolean
  /** Columns of the header, or the names in the first record. */
  columns: readonly string[]
  /** Rows looked at, at most 50. */
  read: number
  /** Rows of those that gave events. */
  mapped: number
  /** Events of those rows, as they would be stored. */
  events: readonly CanonicalEvent[]
  problems: readonly Reject[]
  unmapped: Readonly<Record<string, number>>
}

/** Maps the first 50 rows and stores nothing. Throws what `readFile` throws for the file as a whole. */
export async function previewFile(path: string, options: ReadOptions): Promise<FilePreview> {
  const input = await openInput(path, options)
  try {
    const builder = new BatchBuilder(PREVIEW_ROWS)
    await input.fill(builder).next()
    const { events, rows, read, rejects, unmapped } = builder.take()
    return {
      format: input.format,
      gzip: input.gzip,
      columns: input.columns,
      read,
      mapped: new Set(rows).size,
      events,
      problems: rejects,
      unmapped,
    }
  } finally {
    await input.close()
  }
}
