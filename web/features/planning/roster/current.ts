import type { RosterHead } from '../../../../pipelines/roster/verbs/stored.ts'
import { addDays } from './need.ts'

/**
 * The roster that a manager comes to look at: of those for a local date the one saved last, else the next to come; null where all
 * are over.
 */
export function currentRoster(
  rosters: readonly Pick<RosterHead, 'id' | 'from' | 'days' | 'recordedAt'>[],
  today: string,
): string | null {
  const ahead = rosters
    .filter(({ from, days }) => addDays(from, days) > today)
    .map((roster) => ({ ...roster, begins: roster.from < today ? today : roster.from }))
    .sort((a, b) => a.begins.localeCompare(b.begins) || b.recordedAt.localeCompare(a.recordedAt))
  return ahead[0]?.id ?? null
}
