/** How far off forecasts were, by the volume that they expected. */
export interface Errors {
  /** √ of what was expected, and how far √ of what came was from it. */
  f: ArrayLike<number>
  r: Float64Array
}

export interface ByVolume {
  /** Variance of the errors around their mean, and around zero, at √ forecast `f`. */
  variance(f: number): number
  square(f: number): number
}

const BINS = 12
const FEWEST = 30

export function byVolume({ f, r }: Errors): ByVolume {
  const order = Uint32Array.from(r.keys()).sort((a, b) => (f[a] as number) - (f[b] as number))
  const centres: number[] = []
  const variances: number[] = []
  const squares: number[] = []
  const bins = Math.max(1, Math.min(BINS, Math.floor(order.length / FEWEST)))
  for (let b = 0; b < bins; b++) {
    const part = order.subarray(
      Math.floor((b * order.length) / bins),
      Math.floor(((b + 1) * order.length) / bins),
    )
    if (part.length === 0) continue
    let centre = 0
    let sum = 0
    let square = 0
    for (const i of part) {
      centre += f[i] as number
      sum += r[i] as number
      square += (r[i] as number) ** 2
    }
    centres.push(centre / part.length)
    squares.push(square / part.length)
    variances.push(Math.max(0, square / part.length - (sum / part.length) ** 2))
  }
  return {
    variance: (f) => interpolate(centres, variances, f),
    square: (f) => interpolate(centres, squares, f),
  }
}

function interpolate(xs: readonly number[], ys: readonly number[], x: number): number {
  const n = xs.length
  if (n === 0) return 0
  if (x <= (xs[0] as number)) return ((ys[0] as number) * Math.max(0, x)) / Math.max(xs[0] as number, 1e-300)
  if (x >= (xs[n - 1] as number)) return (ys[n - 1] as number) * (x / Math.max(xs[n - 1] as number, 1e-300))
  let k = 1
  while ((xs[k] as number) < x) k += 1
  const [a, b] = [xs[k - 1] as number, xs[k] as number]
  const share = b > a ? (x - a) / (b - a) : 0
  return (ys[k - 1] as number) + share * ((ys[k] as number) - (ys[k - 1] as number))
}
