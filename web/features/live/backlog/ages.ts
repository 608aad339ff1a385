/** The open tickets by priority and age. */
export const AGE_BANDS = [
  { id: 'hour', below: 60 * 60 },
  { id: 'fourHours', below: 4 * 60 * 60 },
  { id: 'day', below: 24 * 60 * 60 },
  { id: 'threeDays', below: 3 * 24 * 60 * 60 },
  { id: 'week', below: 7 * 24 * 60 * 60 },
  { id: 'older', below: Number.POSITIVE_INFINITY },
] as const

export interface AgeRow {
  priority: string | null
  /** Tickets in each band, in the order of `AGE_BANDS`. */
  counts: readonly number[]
  total: number
}

/** One row per priority that occurs, in the order given; priorities that are not in it follow by name, "none" last. */
export function byPriorityAndAge(
  rows: readonly { priority: string | null; ageS: number }[],
  order: readonly string[],
): AgeRow[] {
  const counts = new Map<string | null, number[]>()
  for (const { priority, ageS } of rows) {
    const bands = counts.get(priority) ?? AGE_BANDS.map(() => 0)
    const band = AGE_BANDS.findIndex(({ below }) => ageS < below)
    bands[band] = (bands[band] ?? 0) + 1
    counts.set(priority, bands)
  }
  const place = (priority: string | null) => {
    if (priority === null) return Number.POSITIVE_INFINITY
    const found = order.indexOf(priority)
    return found === -1 ? order.length : found
  }
  return [...counts]
    .map(([priority, bands]) => ({
      priority,
      counts: bands,
      total: bands.reduce((sum, count) => sum + count, 0),
    }))
    .sort(
      (a, b) => place(a.priority) - place(b.priority) || (a.priority ?? '').localeCompare(b.priority ?? ''),
    )
}
