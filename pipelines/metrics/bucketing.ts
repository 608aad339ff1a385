/** Buckets of local time: their list (the spine) and the integer key that SQL gives each row. */

import type { Grain } from './types.ts'
import {
  DAY_MS,
  EPOCH_DAYS,
  fromLocal,
  HOUR_MS,
  localMicrosSql,
  type OffsetSegment,
  offsetSql,
  toLocal,
} from './zone.ts'

/** Half-open `[startMs, endMs)`; `key` is what `keySql` gives rows in it. */
export interface Bucket {
  key: number
  startMs: number
  endMs: number
}

/**
 * All buckets that `[fromMs, toMs)` touches, whole ones: the first may start before the range and the last end after it.
 * Hours are told apart by their UTC instant (a repeated hour is two buckets, a skipped one none), days and longer by local date.
 */
export function spine(
  grain: Grain,
  segments: readonly OffsetSegment[],
  fromMs: number,
  toMs: number,
): Bucket[] {
  if (fromMs >= toMs) return []
  return grain === 'hour' ? hours(segments, fromMs, toMs) : dates(grain, segments, fromMs, toMs)
}

/** About how many buckets a spine will have, before it is built. */
export function spineSize(grain: Grain, fromMs: number, toMs: number): number {
  const length = { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS, month: 28 * DAY_MS }[grain]
  return Math.ceil((toMs - fromMs) / length) + 2
}

/** SQL integer that tells the bucket of `instant`, whose local time is first moved by `shiftDays` (not for hours). */
export function keySql(
  grain: Grain,
  instant: string,
  segments: readonly OffsetSegment[],
  shiftDays = 0,
): string {
  const local = localMicrosSql(instant, segments, shiftDays)
  switch (grain) {
    case 'hour':
      return `((${localMicrosSql(instant, segments)} // 3600000000) * 3600000000 - ${offsetSql(instant, segments)}) // 1000 - ${EPOCH_DAYS * DAY_MS}`
    case 'day':
      return `${local} // 86400000000`
    case 'week':
      return `${local} // 604800000000`
    case 'month': {
      const wall = `make_timestamp(${local} - ${BigInt(EPOCH_DAYS) * 86_400_000_000n})`
      return `year(${wall}) * 12 + month(${wall}) - 1`
    }
  }
}

/** SQL for the hour 0–23 or the ISO weekday 1–7 of `instant` in local time. */
export function clockSql(
  part: 'hour_of_day' | 'day_of_week',
  instant: string,
  segments: readonly OffsetSegment[],
): string {
  const local = localMicrosSql(instant, segments)
  return part === 'hour_of_day' ? `${local} // 3600000000 % 24` : `${local} // 86400000000 % 7 + 1`
}

function hours(segments: readonly OffsetSegment[], fromMs: number, toMs: number): Bucket[] {
  const buckets: Bucket[] = []
  for (const [index, segment] of segments.entries()) {
    const until = segments[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY
    const last = Math.min(until, toMs)
    const first = Math.max(segment.fromMs, fromMs)
    for (let key = floorTo(first, HOUR_MS, segment.offsetMs); key < last; key += HOUR_MS) {
      const startMs = Math.max(key, segment.fromMs)
      const endMs = Math.min(key + HOUR_MS, until)
      const before = buckets.at(-1)
      if (before?.key === key) before.endMs = endMs
      else if (endMs > fromMs) buckets.push({ key, startMs, endMs })
    }
  }
  return buckets
}

function dates(
  grain: Exclude<Grain, 'hour'>,
  segments: readonly OffsetSegment[],
  fromMs: number,
  toMs: number,
): Bucket[] {
  const first = keyOf(grain, toLocal(segments, fromMs))
  const last = keyOf(grain, toLocal(segments, toMs - 1))
  const buckets: Bucket[] = []
  let startMs = fromLocal(segments, localStart(grain, first))
  for (let key = first; key <= last; key += 1) {
    const endMs = fromLocal(segments, localStart(grain, key + 1))
    if (endMs > startMs) buckets.push({ key, startMs, endMs })
    startMs = endMs
  }
  return buckets
}

function floorTo(ms: number, unit: number, offsetMs: number): number {
  return Math.floor((ms + offsetMs) / unit) * unit - offsetMs
}

function keyOf(grain: Exclude<Grain, 'hour'>, localMs: number): number {
  const days = Math.floor(localMs / DAY_MS) + EPOCH_DAYS
  if (grain === 'day') return days
  if (grain === 'week') return Math.floor(days / 7)
  const date = new Date(localMs)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

function localStart(grain: Exclude<Grain, 'hour'>, key: number): number {
  if (grain === 'day') return (key - EPOCH_DAYS) * DAY_MS
  if (grain === 'week') return (key * 7 - EPOCH_DAYS) * DAY_MS
  return Date.UTC(Math.floor(key / 12), key % 12, 1)
}
