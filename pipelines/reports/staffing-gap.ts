/** What the saved rosters lack in a week against the need that they answer, as their checker finds it. */
import { readRecords } from '../config/records.ts'
import { holdingAt, timelinesOf } from '../config/timeline.ts'
import type { Reader } from '../engine/port.ts'
import { instantText } from '../instant-text.ts'
import type { Filter } from '../metrics/types.ts'
import { checkRoster } from '../roster/check/check-roster.ts'
import { periodOf } from '../roster/check/times.ts'
import { type StoredRoster, storedRosterSchema } from '../roster/model/stored.ts'
import type { StaffingGap } from './figures.ts'
import { queueShare } from './queue-share.ts'
import type { Week } from './week.ts'

const DAY_MS = 86_400_000
const WORST = 3

/**
 * Null where no legal roster reaches into the week. Of two rosters of one team for the same days the one saved last counts. Under filters
 * what is missing counts by the queues that they let through (`queue-share.ts`).
 */
export async function staffingGap(
  context: { engine: Reader; now(): Date },
  { week, filters }: { week: Week; filters: readonly Filter[] },
): Promise<StaffingGap | null> {
  const [fromMs, toMs] = [Date.parse(week.from), Date.parse(week.to)]
  const missing = new Map<number, number>()
  const taken: { team: string; startMs: number; endMs: number }[] = []
  let hours = 0
  let known = false
  for (const { id, roster } of await rostersHeld(context)) {
    const { coverage, legal } = checkRoster(roster.problem, roster)
    if (!legal) continue
    const team = roster.team?.id ?? id
    const free = (at: number) =>
      !taken.some((one) => one.team === team && one.startMs <= at && at < one.endMs)
    const shareOf = queueShare(roster.problem, filters)
    for (const { at, skill, needed, there } of coverage) {
      const atMs = Date.parse(at)
      if (atMs < fromMs || atMs >= toMs || !free(atMs)) continue
      const share = shareOf(skill, atMs)
      if (share === 0) continue
      known = true
      const agents = Math.max(0, needed - there) * share
      hours += (agents * roster.problem.step_minutes) / 60
      if (agents > 0) missing.set(atMs, (missing.get(atMs) ?? 0) + agents)
    }
    const { startMs, endMs } = periodOf(roster.problem)
    taken.push({ team, startMs, endMs })
  }
  return known ? { hours, worst: worstOf(missing) } : null
}

/** The latest first. */
async function rostersHeld(context: {
  engine: Reader
  now(): Date
}): Promise<{ id: string; roster: StoredRoster }[]> {
  const records = await readRecords(context.engine, { kind: 'roster' })
  const recordedAt = (id: string, version: number) =>
    records.find((one) => one.id === id && one.version === version)?.recordedAt ?? ''
  return timelinesOf<unknown>(records)
    .flatMap((timeline) => {
      const span = holdingAt(timeline, context.now().getTime())
      const read = storedRosterSchema.safeParse(span?.body)
      return span && read.success
        ? [{ id: timeline.id, roster: read.data, at: recordedAt(timeline.id, span.version) }]
        : []
    })
    .sort((a, b) => (a.at < b.at ? 1 : -1))
}

/** The intervals in which most people are missing, of different days, the earliest first among equals. */
function worstOf(missing: ReadonlyMap<number, number>): StaffingGap['worst'] {
  const worst: { atMs: number; agents: number }[] = []
  const ordered = [...missing].sort(([a, m], [b, n]) => n - m || a - b)
  for (const [atMs, agents] of ordered) {
    if (worst.length === WORST) break
    if (worst.every((one) => Math.abs(one.atMs - atMs) >= DAY_MS / 2)) worst.push({ atMs, agents })
  }
  return worst.map(({ atMs, agents }) => ({
    at: instantText(atMs),
    agents,
  }))
}
