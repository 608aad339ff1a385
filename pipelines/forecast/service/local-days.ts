/** Local days that a stretch touches, as far as a forecast's intervals hold them. */
import { DAY_MS } from '../../calendars/days.ts'
import { wallClock } from '../../calendars/zone.ts'
import { localClock } from '../local-clock.ts'
import type { Place, Stated } from './by-hand.ts'
import type { Points } from './store.ts'

/** An interval, and the part of it that is meant. */
export interface Cell {
  i: number
  part: number
}

export interface HeldDay {
  cells: Cell[]
  /** Share of the stretch's part of the day that the cells hold, by the 8-week average. */
  ahead: number
  /** The same with what lies before the first interval counted as held. */
  reached: number
  /** Contacts that came in the stretch's part of the day before the first interval. */
  came: number
}

/** A function from a stretch and its cells, ascending, to the days that these lie in. */
export function localDays(
  points: Pick<Points, 'open' | 'average'>,
  starts: readonly number[],
  { zone, stepMs, came }: Place,
): (stretch: Pick<Stated, 'startsAt' | 'endsAt'>, cells: readonly Cell[]) => HeldDay[] {
  const [first = 0, last = 0] = [starts[0], starts.at(-1)]
  const end = last + stepMs
  const wallOf = localClock(zone, first - DAY_MS, end + DAY_MS)
  const instantOf = wallClock(zone, first - 2 * DAY_MS, end + 2 * DAY_MS)
  const walls = starts.map(wallOf)
  const usual = usualOf(points, walls)
  /** The 8-week average between two instants outside of the points. */
  const average = (fromMs: number, toMs: number) => {
    let sum = 0
    for (let at = fromMs; at < toMs; at += stepMs)
      sum += usual(wallOf(at)) * Math.min(1, (toMs - at) / stepMs)
    return sum
  }
  return ({ startsAt, endsAt }, cells) => {
    const byDay = new Map<number, Cell[]>()
    for (const cell of cells) {
      const day = Math.floor((walls[cell.i] as number) / DAY_MS)
      const own = byDay.get(day) ?? []
      byDay.set(day, own)
      own.push(cell)
    }
    return [...byDay].map(([day, own]) => {
      const from = Math.max(Date.parse(startsAt), instantOf(day * DAY_MS))
      const to = Math.min(Date.parse(endsAt), instantOf((day + 1) * DAY_MS))
      const held = own.reduce((sum, { i, part }) => sum + (points.average[i] as number) * part, 0)
      const before = from < first ? average(from, first) : 0
      const after = to > end ? average(end, to) : 0
      const whole = held + before + after
      const share = (part: number, lasts: number) => (whole > 0 ? part / whole : lasts / (to - from))
      return {
        cells: own,
        ahead: share(held, Math.min(to, end) - Math.max(from, first)),
        reached: share(before + held, Math.min(to, end) - from),
        came: from < first ? came(from, first) : 0,
      }
    })
  }
}

/** The 8-week average of an interval that begins at a wall time, as its weekday has it anywhere in the points; 0 where it has none. */
function usualOf({ average, open }: Pick<Points, 'average' | 'open'>, walls: readonly number[]) {
  const place = (wall: number) => wall % (7 * DAY_MS)
  const known = new Map<number, number>()
  walls.forEach((wall, i) => {
    if (open[i]) known.set(place(wall), average[i] as number)
  })
  return (wall: number) => known.get(place(wall)) ?? 0
}
