/** A stored file → arrivals laid out as columns, where it is called: for large files in a thread (`read-aside.ts`). */
import type { Engine } from '../engine/port.ts'
import { pseudonymizer } from '../privacy/pseudonym.ts'
import { parseMapping } from '../sources/files/mapping.ts'
import { readFile } from '../sources/files/read-file.ts'
import type { Reject } from '../sources/files/rows.ts'
import { sourceOfKind } from '../sources/sources.ts'
import { arrived, type LaidOut, layOut } from './arrivals.ts'

/** A file and how to read it. Plain data throughout. */
export interface FileToRead {
  path: string
  /** Name of the connection or import that the events get. */
  source: string
  /** What webhook bodies among the lines are read by; null where there is no such connection. */
  connection: { kind: string; settings: unknown } | null
  /** YAML as given. */
  mapping: string | null
  pseudonymKey: Uint8Array
  receivedAt: string
  deliverySeq: number
  /** A folder that the engine may read, for Parquet files from elsewhere. */
  tempDir: string
}

/** What a stretch of the file gave. Plain data throughout; no row has events in two of them. */
export interface ReadArrivals {
  laidOut: LaidOut
  read: number
  rejects: readonly Reject[]
  unmapped: Readonly<Record<string, number>>
  /** Events that claimed to come from the future. */
  skewed: number
}

/** Throws what `readFile` throws. The engine is needed for Parquet only. */
export async function* readArrivals(file: FileToRead, engine?: Engine): AsyncGenerator<ReadArrivals> {
  const { source, connection, receivedAt, deliverySeq } = file
  const batches = readFile(file.path, {
    source,
    mapping: file.mapping === null ? null : parseMapping(file.mapping),
    importSource: connection ? sourceOfKind(connection.kind) : undefined,
    context: { pseudonym: pseudonymizer(file.pseudonymKey), settings: connection?.settings },
    receivedAt,
    engine,
    tempDir: file.tempDir,
  })
  for await (const { events, rows, read, rejects, unmapped } of batches) {
    let skewed = 0
    const onSkew = () => {
      skewed++
    }
    const arrivals = events.map((told, i) => arrived(told, deliverySeq, receivedAt, rows[i] ?? 0, onSkew))
    yield { laidOut: layOut(arrivals), read, rejects, unmapped, skewed }
  }
}
