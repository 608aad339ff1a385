/** Numbers that look drawn, the same for the same seed. Source: sfc32 by Chris Doty-Humphrey (PractRand). */
export interface Random {
  /** Evenly from [0, 1). */
  uniform(): number
  /** With mean 1. */
  exponential(): number
  /** Standard normal. */
  normal(): number
  /** Gamma with this shape (at least 1) and scale 1, so that its mean and variance are the shape. */
  gamma(shape: number): number
}

/** @example seeded(7).uniform() */
export function seeded(seed: number): Random {
  let [a, b, c, counter] = [0x9e3779b9, seed | 0, (seed / 0x1_0000_0000) | 0, 1]
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let i = 0; i < 15; i++) next()
  const uniform = () => next() / 0x1_0000_0000
  const exponential = () => -Math.log(1 - uniform())
  const normal = () => Math.sqrt(2 * exponential()) * Math.cos(2 * Math.PI * uniform())
  // Marsaglia and Tsang, "A simple method for generating gamma variables", 2000.
  const gamma = (shape: number) => {
    const d = shape - 1 / 3
    for (;;) {
      const x = normal()
      const v = (1 + x / Math.sqrt(9 * d)) ** 3
      if (v > 0 && Math.log(1 - uniform()) < x * x * 0.5 + d - d * v + d * Math.log(v)) return d * v
    }
  }
  return { uniform, exponential, normal, gamma }
}
