/** One measured figure, with what the project promises of it. */
export interface Figure {
  what: string
  value: number
  unit: string
  /** How often it was measured; `value` is the median. */
  runs: number
  wanted?: { at: 'least' | 'most'; value: number }
}

export interface Bench {
  name: string
  about: string
  run(): Promise<Figure[]>
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Nearest rank: the smallest value that at least `q` of all do not exceed. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN
}

/** `import  events per second  31,400 /s  (median of 3; at least 30,000)` */
export function lineOf(bench: string, figure: Figure): string {
  const show = (value: number) =>
    value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 2 : 0 })
  const { what, value, unit, runs, wanted } = figure
  const promise = wanted ? `; at ${wanted.at} ${show(wanted.value)}` : ''
  const verdict =
    wanted && (wanted.at === 'least' ? value < wanted.value : value > wanted.value) ? '  MISSED' : ''
  const many = runs === 1 ? 'one run' : `median of ${runs}`
  return `${bench.padEnd(12)} ${what.padEnd(52)} ${show(value).padStart(10)} ${unit.padEnd(9)} (${many}${promise})${verdict}`
}
