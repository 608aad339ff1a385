/** How far the picture may be trusted as "now". */
import type { SourceHealth } from '../../pipelines/pegel.ts'

/** A source that had events within the day and then none for this long has gone silent. */
export const SILENT_AFTER_S = 10 * 60
/** What came longer ago than this is no picture of now, whoever was to tell. */
export const GIVEN_UP_AFTER_S = 24 * 60 * 60

export interface SilentSource {
  name: string
  silentS: number
}

/** Sources that spoke within the last day but not within the last ten minutes, longest silence first. */
export function silentSources(sources: readonly SourceHealth[], now: number): SilentSource[] {
  return sources
    .flatMap(({ name, lastReceivedAt }) =>
      lastReceivedAt === null ? [] : [{ name, silentS: (now - Date.parse(lastReceivedAt)) / 1000 }],
    )
    .filter(({ silentS }) => silentS > SILENT_AFTER_S && silentS < GIVEN_UP_AFTER_S)
    .sort((a, b) => b.silentS - a.silentS)
}
