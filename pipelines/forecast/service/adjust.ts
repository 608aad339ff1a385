/** Adjustments by hand: what a person makes of the model's values, which stay beside them. */
import type { Adjustment } from '../../config/adjustment.ts'
import { stretchOf } from '../../config/verbs/annotations-in.ts'
import { listConfig } from '../../config/verbs/list.ts'
import type { Reader } from '../../engine/port.ts'
import type { Points } from './store.ts'

/** One that is in force, with the instants that it means and who stated it when. */
export interface HeldAdjustment extends Adjustment {
  id: string
  version: number
  startsAt: string
  endsAt: string
  author: string
  recordedAt: string
}

/** Points with the model's mean beside the adjusted one; equal where nobody adjusted anything. */
export interface AdjustedPoints extends Points {
  model: number[]
}

/** Those of a queue, the earliest first. */
export async function adjustmentsOf(
  context: { engine: Reader; now(): Date },
  queueId: string,
  zone: string,
): Promise<HeldAdjustment[]> {
  return (await listConfig(context, { kind: 'forecast_adjustment' }))
    .flatMap(({ id, version, author, recordedAt, body }) => {
      const adjustment = body as unknown as Adjustment
      if (adjustment.queue !== queueId) return []
      const { startMs, endMs } = stretchOf(adjustment, zone)
      return [{ id, version, ...adjustment, startsAt: iso(startMs), endsAt: iso(endMs), author, recordedAt }]
    })
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.id < b.id ? -1 : 1))
}

/**
 * Mean and quantiles times what is said of each interval; several adjustments multiply, and one that covers a part of an interval counts for that
 * part. `stepMs` is the interval's length.
 */
export function adjust(
  points: Points,
  adjustments: readonly Pick<HeldAdjustment, 'startsAt' | 'endsAt' | 'percent'>[],
  stepMs: number,
): AdjustedPoints {
  const stretches = adjustments.map(({ startsAt, endsAt, percent }) => ({
    from: Date.parse(startsAt),
    to: Date.parse(endsAt),
    share: percent / 100,
  }))
  const factors = points.time.map((time, i) => {
    const from = Date.parse(time)
    const to = Date.parse(points.time[i + 1] ?? '') || from + stepMs
    return stretches.reduce((factor, one) => {
      const part = Math.max(0, Math.min(to, one.to) - Math.max(from, one.from)) / (to - from)
      return factor * (1 + one.share * part)
    }, 1)
  })
  const times = (values: number[]) => values.map((value, i) => value * (factors[i] ?? 1))
  return {
    ...points,
    model: points.mean,
    mean: times(points.mean),
    p05: times(points.p05),
    p10: times(points.p10),
    p50: times(points.p50),
    p90: times(points.p90),
    p95: times(points.p95),
  }
}

const iso = (ms: number) => new Date(ms).toISOString()
