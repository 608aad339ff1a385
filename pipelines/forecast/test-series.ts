/** A queue's contacts: day and week, a level that wanders, Poisson counts. Seeded, for tests. */
import { seeded } from '../seeded.ts'

export interface MadeSeries {
  times: Float64Array
  values: Float64Array
}

/** `days` days from Monday 2025-01-06 in UTC on, `perDay` contacts on a usual workday. */
export function madeSeries(days: number, stepMinutes: number, perDay: number, seed = 1): MadeSeries {
  const random = seeded(seed)
  const slots = 1440 / stepMinutes
  const times = new Float64Array(days * slots)
  const values = new Float64Array(days * slots)
  const shape = Array.from(
    { length: slots },
    (_, s) => Math.exp(-((((s + 0.5) / slots) * 24 - 13) ** 2) / 18) + 0.02,
  )
  const total = shape.reduce((a, b) => a + b, 0)
  let wander = 0
  for (let d = 0; d < days; d++) {
    wander = 0.7 * wander + 0.08 * (random() + random() + random() - 1.5)
    const level = perDay * (d % 7 < 5 ? 1 : 0.4) * Math.exp(wander)
    for (let s = 0; s < slots; s++) {
      times[d * slots + s] = START + (d * slots + s) * stepMinutes * 60_000
      values[d * slots + s] = poisson((level * (shape[s] as number)) / total, random)
    }
  }
  return { times, values }
}

export const START = Date.UTC(2025, 0, 6)

/** A count with that mean, by Knuth's product of uniform numbers. */
export function poisson(mean: number, random: () => number): number {
  let k = 0
  for (let p = random(), limit = Math.exp(-mean); p > limit; p *= random()) k += 1
  return k
}
