import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { JournalDamage } from './damage.ts'
import type { JournalRecord } from './frame.ts'
import { type Segment, scan, startOf } from './segment.ts'

export interface ReadContext {
  /** Told of each run of missing records; reading goes on behind it unless this throws. */
  report(damage: JournalDamage): void
  /** Whether the segment has been removed since the reader chose it. */
  gone(): boolean
}

/** Records `from` to `endSeq` of one segment, in order and in groups. */
export async function* readSegment(
  segment: Segment,
  from: number,
  endSeq: number,
  context: ReadContext,
): AsyncGenerator<JournalRecord[]> {
  let at = { offset: 0, bytes: 0 }
  const lost = (firstLost: number, lastLost: number) => {
    context.report(new JournalDamage({ segment: basename(segment.path), ...at, firstLost, lastLost }))
  }
  let next = from
  const handle = await openForReading(segment, context)
  if (handle === null) return
  try {
    for await (const group of scan(handle, segment, startOf(segment, next), segment.size)) {
      const records: JournalRecord[] = []
      for (const { record, offset, until } of group) {
        if (record === null) at = { offset, bytes: until - offset }
        else if (record.seq >= next && record.seq <= endSeq) {
          if (record.seq > next) {
            if (records.length > 0) yield records.splice(0)
            lost(next, record.seq - 1)
          }
          next = record.seq + 1
          records.push(record)
        }
      }
      if (records.length > 0) yield records
      if (next > endSeq) return
    }
  } finally {
    await handle.close()
  }
  if (next <= endSeq) lost(next, endSeq)
}

async function openForReading(segment: Segment, context: ReadContext): Promise<FileHandle | null> {
  try {
    return await open(segment.path, 'r')
  } catch (error) {
    if (context.gone()) return null
    throw error
  }
}
