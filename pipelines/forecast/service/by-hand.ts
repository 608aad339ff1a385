/** What several adjustments make of a forecast's mean, and what each of them changes. */
import type { Adjustment } from '../../config/adjustment.ts'
import { type Cell, localDays } from './local-days.ts'
import type { Points } from './store.ts'

export interface Stated extends Pick<Adjustment, 'percent' | 'add' | 'total'> {
  id: string
  /** ISO instants, half-open. */
  startsAt: string
  endsAt: string
  recordedAt: string
}

export interface Place {
  zone: string
  /** Length of the intervals. */
  stepMs: number
  /** Contacts that came between two instants before the first interval. */
  came: (fromMs: number, toMs: number) => number
}

/** Contacts that an adjustment adds to each interval; null where it does not reach. */
export interface Change {
  id: string
  contacts: (number | null)[]
}

type Columns = Pick<Points, 'time' | 'open' | 'mean' | 'average'>

/**
 * Percentages first, then what is added, then what is taken away, then totals, of which the one stated last holds. Contacts of a day go where
 * the forecast has them; closed intervals stay closed and none falls below 0. Of a day that the intervals do not hold whole, its hours
 * ahead take what the 8-week average gives them, and a total leaves out what came before.
 */
export function byHand(
  points: Columns,
  adjustments: readonly Stated[],
  place: Place,
): { mean: number[]; changes: Change[] } {
  const starts = points.time.map((time) => Date.parse(time))
  const mean = [...points.mean]
  const changes: Change[] = []
  /** Applies what `of` says that each of the cells becomes more. */
  const apply = (one: Stated, of: (cells: readonly Cell[], contacts: (number | null)[]) => void) => {
    const cells = cellsOf(starts, one, place.stepMs)
    const contacts: (number | null)[] = mean.map(() => null)
    for (const { i } of cells) contacts[i] = 0
    of(cells, contacts)
    for (const { i } of cells) mean[i] = Math.max(0, (mean[i] as number) + (contacts[i] as number))
    changes.push({ id: one.id, contacts })
  }
  for (const one of adjustments) {
    const { percent } = one
    if (percent === undefined) continue
    apply(one, (cells, contacts) => {
      for (const { i, part } of cells) contacts[i] = ((mean[i] as number) * part * percent) / 100
    })
  }
  if (changes.length === adjustments.length) return { mean, changes }
  const profile = [...mean]
  const daysOf = localDays(points, starts, place)
  for (const one of [...adjustments].sort(moreFirst)) {
    const { add } = one
    if (add === undefined) continue
    apply(one, (all, contacts) => {
      for (const { cells, ahead } of daysOf(one, all)) {
        const shares = sharesOf(points, cells, profile)
        cells.forEach(({ i, part }, k) => {
          contacts[i] = Math.max(-(mean[i] as number) * part, add * ahead * (shares[k] as number))
        })
      }
    })
  }
  for (const one of [...adjustments].sort(laterLast)) {
    const { total } = one
    if (total === undefined) continue
    apply(one, (all, contacts) => {
      for (const { cells, reached, came } of daysOf(one, all)) {
        const left = Math.max(0, total * reached - came)
        const shares = sharesOf(points, cells, mean)
        cells.forEach(({ i, part }, k) => {
          if (points.open[i]) contacts[i] = left * (shares[k] as number) - (mean[i] as number) * part
        })
      }
    })
  }
  return { mean, changes }
}

function cellsOf(starts: readonly number[], { startsAt, endsAt }: Stated, stepMs: number): Cell[] {
  const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)]
  return starts.flatMap((from, i) => {
    const to = starts[i + 1] ?? from + stepMs
    const part = (Math.min(to, end) - Math.max(from, start)) / (to - from)
    return part > 0 ? [{ i, part }] : []
  })
}

/** How contacts of a day spread over its cells: as the first of these that has any, and evenly where none has; 0 where it is closed. */
function sharesOf(points: Columns, cells: readonly Cell[], profile: readonly number[]): number[] {
  const shapes = [
    (i: number) => profile[i],
    (i: number) => points.mean[i],
    (i: number) => points.average[i],
    () => 1,
  ]
  for (const shape of shapes) {
    const weights = cells.map(({ i, part }) => (points.open[i] ? (shape(i) as number) * part : 0))
    const sum = weights.reduce((a, b) => a + b, 0)
    if (sum > 0) return weights.map((weight) => weight / sum)
  }
  return cells.map(() => 0)
}

const moreFirst = (a: Stated, b: Stated) => Number((a.add ?? 0) < 0) - Number((b.add ?? 0) < 0)

const laterLast = (a: Stated, b: Stated) =>
  a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : a.id < b.id ? -1 : 1
