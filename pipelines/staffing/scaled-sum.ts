const BIG = 1e200
const LOG_BIG = 200 * Math.LN10

/**
 * Sums of terms that are each the previous one times a ratio, starting from 1, which may leave the range of doubles on
 * the way: everything is kept divided by `exp(logScale)`.
 */
export class ScaledSum {
  term = 1
  sum = 1
  /** Σ term × position, for the caller's positions. */
  weighted: number
  logScale = 0

  constructor(firstPosition: number) {
    this.weighted = firstPosition
  }

  add(ratio: number, position: number): void {
    this.term *= ratio
    this.sum += this.term
    this.weighted += this.term * position
    if (this.sum < BIG) return
    this.term /= BIG
    this.sum /= BIG
    this.weighted /= BIG
    this.logScale += LOG_BIG
  }

  /** Whether further terms, each smaller than this one by at least `ratio`, can no longer be seen in the sum. */
  isExhausted(ratio: number): boolean {
    return ratio < 1 && this.term < 1e-18 * (1 - ratio) * this.sum
  }
}
