/** Minutes that a slider stops at: finer where promises are short. */
const STEPS = [
  ...[1, 2, 3, 5, 10, 15, 20, 30, 45],
  ...[1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 60, 72, 96, 120, 160, 240].map((h) => h * 60),
]

/** The steps with one's own minutes among them. */
export function stepsWith(own: number): readonly number[] {
  return STEPS.includes(own) ? STEPS : [...STEPS, own].sort((a, b) => a - b)
}

/** Place of the step that is nearest, by ratio. */
export function nearestStep(steps: readonly number[], minutes: number): number {
  const away = (step: number) => Math.abs(Math.log(step / minutes))
  return steps.reduce((best, step, index) => (away(step) < away(steps[best] ?? 1) ? index : best), 0)
}
