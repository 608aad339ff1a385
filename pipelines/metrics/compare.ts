/** The two stretches of time that a query is about: the range asked for and the one it is held against. */
import { Temporal } from 'temporal-polyfill'
import { type Bucket, keySql, spine } from './bucketing.ts'
import type { Comparison, Grain } from './types.ts'
import {
  DAY_MS,
  EPOCH_DAYS,
  fromLocal,
  HOUR_MS,
  localMicrosSql,
  type OffsetSegment,
  offsetSegments,
  toLocal,
} from './zone.ts'

export interface Period {
  fromMs: number
  toMs: number
  segments: readonly OffsetSegment[]
  /** SQL for the bucket key of an instant; `null` without a grain. */
  keyOf: ((instant: string) => string) | null
  /** Bucket keys in ascending order with the position of their bucket in the spine. */
  keys: readonly { key: number; position: number }[]
  /** Instants, exclusive, at which stocks are read: one a bucket, or one in all without a grain. */
  ends: readonly number[]
}

export interface Range {
  fromMs: number
  toMs: number
  zone: string
  grain: Grain | null
  /** The facts know everything before this instant (exclusive). */
  horizonMs: number
}

/** The range itself, with its spine. */
export function currentPeriod(range: Range): { period: Period; buckets: Bucket[] } {
  const { fromMs, toMs, grain, horizonMs } = range
  const segments = offsetSegments(range.zone, fromMs, toMs)
  const buckets = grain ? spine(grain, segments, fromMs, toMs) : []
  const end = Math.min(toMs, horizonMs)
  return {
    buckets,
    period: {
      fromMs,
      toMs,
      segments,
      keyOf: grain && ((instant) => keySql(grain, instant, segments)),
      keys: buckets.map(({ key }, position) => ({ key, position })),
      ends: grain ? buckets.map(({ endMs }) => Math.min(endMs, end)) : [end],
    },
  }
}

/**
 * The stretch to compare with: moved back by whole weeks, so that weekdays match. `previous` moves by the least number of weeks
 * that is no shorter than the range (a range shorter than a day by one week), `year` by 52 weeks. A range that is not over is
 * compared with the part of the earlier one that lies as far back as what is known of it ("so far"). Buckets keep their position:
 * the earlier row counts in the bucket that its local time, moved forward by as many days, falls into; the hour that one side
 * skips or repeats has no counterpart of its own.
 */
export function previousPeriod(
  range: Range,
  comparison: Comparison,
  current: Period,
  buckets: readonly Bucket[],
): Period {
  const { zone, grain } = range
  const days = shiftDays(range, comparison)
  const known = Math.min(range.toMs, range.horizonMs - 1)
  const toMs = moveBack(known > range.fromMs ? known : range.toMs, days, zone)
  const fromMs = moveBack(range.fromMs, days, zone)
  const segments = offsetSegments(zone, fromMs, toMs)
  const moved = (ms: number) => fromLocal(segments, toLocal(current.segments, ms) - days * DAY_MS)
  const lastEnd = (bucket: Bucket) =>
    grain === 'hour' ? moved(bucket.startMs) + bucket.endMs - bucket.startMs : moved(bucket.endMs)
  return {
    fromMs,
    toMs,
    segments,
    keyOf: grain && ((instant) => wallKeySql(grain, instant, segments, days)),
    keys: grain === 'hour' ? wallHours(buckets, current.segments) : current.keys,
    ends: grain ? buckets.map((bucket) => Math.min(lastEnd(bucket), toMs)) : [toMs],
  }
}

function shiftDays(range: Range, comparison: Comparison): number {
  if (comparison === 'year') return 364
  const from = local(range.fromMs, range.zone)
  const to = local(range.toMs, range.zone)
  const days = from.until(to, { largestUnit: 'days' }).total({ unit: 'days', relativeTo: from })
  return 7 * Math.max(1, Math.ceil(days / 7))
}

function moveBack(ms: number, days: number, zone: string): number {
  return local(ms, zone).subtract({ days }).epochMilliseconds
}

function local(ms: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
}

function wallKeySql(grain: Grain, instant: string, segments: readonly OffsetSegment[], days: number): string {
  if (grain !== 'hour') return keySql(grain, instant, segments, days)
  return `${localMicrosSql(instant, segments, days)} // 3600000000`
}

/** Hours by wall clock; of a repeated one the first. */
function wallHours(buckets: readonly Bucket[], segments: readonly OffsetSegment[]): Period['keys'] {
  const keys: { key: number; position: number }[] = []
  for (const [position, { startMs }] of buckets.entries()) {
    const key = Math.floor(toLocal(segments, startMs) / HOUR_MS) + EPOCH_DAYS * 24
    if (key > (keys.at(-1)?.key ?? 0)) keys.push({ key, position })
  }
  return keys
}
