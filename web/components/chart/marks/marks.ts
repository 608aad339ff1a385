/** Where annotations stand on a time chart. */

export interface ChartMark {
  id: string
  /** Stands on the chart and in the list beside it: A, B, …, Z, AA, … */
  letter: string
  /** First and last bucket that it lasts in. */
  first: number
  last: number
}

interface Stretch {
  id: string
  /** ISO instants, half-open; equal for a moment. */
  startsAt: string
  endsAt: string
}

/** Those of the annotations, in their order, that last in some bucket; the last bucket ends at `end`. All are ISO instants. */
export function marksOf(
  annotations: readonly Stretch[],
  buckets: readonly string[],
  end: string,
): ChartMark[] {
  const starts = buckets.map((bucket) => Date.parse(bucket))
  const from = starts[0]
  if (from === undefined) return []
  const marks: ChartMark[] = []
  for (const { id, startsAt, endsAt } of annotations) {
    const [startMs, endMs] = [Date.parse(startsAt), Date.parse(endsAt)]
    const isMoment = startMs === endMs
    if (startMs >= Date.parse(end) || endMs < from || (!isMoment && endMs === from)) continue
    const first = Math.max(
      0,
      starts.findLastIndex((start) => start <= startMs),
    )
    const last = starts.findLastIndex((start) => start < endMs)
    marks.push({ id, letter: letterOf(marks.length), first, last: Math.max(first, last) })
  }
  return marks
}

/** Letters of the marks that last in a bucket. */
export function lettersAt(marks: readonly ChartMark[], index: number): string[] {
  return marks.filter(({ first, last }) => first <= index && index <= last).map(({ letter }) => letter)
}

function letterOf(index: number): string {
  const before = Math.floor(index / 26)
  return (before > 0 ? letterOf(before - 1) : '') + String.fromCharCode(65 + (index % 26))
}
