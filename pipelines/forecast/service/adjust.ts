/** Adjustments by hand: what a person makes of the model's values, which stay beside them. */
import type { Adjustment } from '../../config/adjustment.ts'
import { stretchOf } from '../../config/verbs/annotations-in.ts'
import { listConfig } from '../../config/verbs/list.ts'
import type { Reader } from '../../engine/port.ts'
import { movedQuantile } from './bands.ts'
import { byHand, type Change, type Place, type Stated } from './by-hand.ts'
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

const SHARES = [
  ['p05', 0.05],
  ['p10', 0.1],
  ['p50', 0.5],
  ['p90', 0.9],
  ['p95', 0.95],
] as const

/** What adjustments make of mean and quantiles, and what each of them changes. */
export function adjust(
  points: Points,
  adjustments: readonly Stated[],
  place: Place,
): { points: AdjustedPoints; changes: Change[] } {
  const { mean, changes } = byHand(points, adjustments, place)
  const moved = { ...points, model: points.mean, mean }
  for (const [name] of SHARES) moved[name] = [...points[name]]
  mean.forEach((to, i) => {
    const from = points.mean[i] as number
    if (from === to) return
    let least = 0
    for (const [name, share] of SHARES) {
      least = Math.max(least, movedQuantile(points[name][i] as number, share, from, to))
      moved[name][i] = least
    }
  })
  return { points: moved, changes }
}

const iso = (ms: number) => new Date(ms).toISOString()
