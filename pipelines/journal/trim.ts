import { open } from 'node:fs/promises'
import { type Segment, scan } from './segment.ts'

/**
 * Finds the last whole record of the newest segment and cuts off what stands behind it: what a crash left unfinished
 * and nobody was told of. `torn` is the number of bytes cut.
 */
export async function trim(segment: Segment): Promise<{ lastSeq: number; torn: number }> {
  const handle = await open(segment.path, 'r+')
  try {
    let lastSeq = segment.firstSeq - 1
    let whole = 0
    for await (const group of scan(handle, segment, 0, segment.size)) {
      const found = group.findLast((one) => one.record !== null)
      if (!found?.record) continue
      lastSeq = found.record.seq
      whole = found.until
    }
    const torn = segment.size - whole
    if (torn > 0) {
      await handle.truncate(whole)
      await handle.datasync()
      segment.size = whole
    }
    return { lastSeq, torn }
  } finally {
    await handle.close()
  }
}
