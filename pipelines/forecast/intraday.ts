/** What the hours so far say of the rest of the day and of the days after it. */
import type { Trials } from './trials.ts'

export interface IntradayUpdate {
  /** What came so far against what was forecast for it. */
  ratio: number
  /** Factors on the mean: of the rest of today, then of the following days. */
  factors: number[]
  /** How much narrower the rest of today is than it was in the morning. */
  narrowing: number
}

/** Days after today that still feel it. */
const DAYS = 6
/** Past days' worth of doubt that the hours so far say anything. */
const DOUBT = 3
const FEWEST_DAYS = 6

/**
 * `seen` is what came in today's slots before `cut` (NaN unknown), `mean` what was forecast for all of today. How far a ratio
 * carries is the regression of the rest on the hours so far over past origins, shrunk towards none: where the hours so
 * far are few or noisy it carries little, and where following them would have made things worse, not at all.
 */
export function updateToday(
  trials: Trials,
  seen: Float64Array,
  mean: Float64Array,
  cut: number,
): IntradayUpdate | null {
  let came = 0
  let expected = 0
  for (let s = 0; s < cut; s++) {
    if (Number.isNaN(seen[s] as number)) continue
    came += seen[s] as number
    expected += mean[s] as number
  }
  if (expected <= 0) return null
  const ratio = came / expected
  const past = pastRatios(trials, cut)
  const slopes = Float64Array.from({ length: DAYS + 1 }, (_, lead) => slopeOf(past, lead))
  const clamp = (factor: number) => Math.min(4, Math.max(0.25, factor))
  let before = 0
  let after = 0
  for (const { early, later } of past) {
    const rest = later[0] as number
    if (Number.isNaN(early) || Number.isNaN(rest)) continue
    before += Math.abs(rest - 1)
    after += Math.abs(rest - clamp(1 + (slopes[0] as number) * (early - 1)))
  }
  if (after > before) slopes[0] = 0
  return {
    ratio,
    factors: Array.from(slopes, (slope) => clamp(1 + slope * (ratio - 1))),
    narrowing: before > 0 ? Math.min(1, Math.max(0.5, after / before)) : 1,
  }
}

interface PastDay {
  early: number
  /** Ratio of the rest of that day, then of the days after it. */
  later: Float64Array
}

function pastRatios({ f, y, lead, origin, slot }: Trials, cut: number): PastDay[] {
  const sums = new Map<number, { came: Float64Array; said: Float64Array }>()
  for (let i = 0; i < f.length; i++) {
    const h = lead[i] as number
    if (h > DAYS) continue
    const o = origin[i] as number
    const sum = sums.get(o) ?? { came: new Float64Array(DAYS + 2), said: new Float64Array(DAYS + 2) }
    sums.set(o, sum)
    // Place 0 is the hours so far, place 1 the rest of that day, place 1 + h the h-th day after.
    const place = h === 0 ? ((slot[i] as number) < cut ? 0 : 1) : h + 1
    sum.came[place] = (sum.came[place] as number) + (y[i] as number)
    sum.said[place] = (sum.said[place] as number) + (f[i] as number) ** 2
  }
  return [...sums.values()].map(({ came, said }) => {
    const ratios = came.map((value, k) =>
      (said[k] as number) > 0 ? value / (said[k] as number) : Number.NaN,
    )
    return { early: ratios[0] as number, later: ratios.subarray(1) }
  })
}

function slopeOf(past: readonly PastDay[], lead: number): number {
  let cross = 0
  let square = 0
  let n = 0
  for (const { early, later } of past) {
    const rest = later[lead] as number
    if (Number.isNaN(early) || Number.isNaN(rest)) continue
    const x = Math.max(-1, Math.min(1, early - 1))
    cross += x * Math.max(-1, Math.min(1, rest - 1))
    square += x * x
    n += 1
  }
  if (n < FEWEST_DAYS || square === 0) return 0
  return Math.min(1, Math.max(0, cross / (square * (1 + DOUBT / n))))
}
