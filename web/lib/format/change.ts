/** What moved between two figures, and whether that is good. */
export type Direction = 'up' | 'down' | 'none'

export interface Change {
  way: 'up' | 'down' | 'same'
  tone: 'better' | 'worse' | 'neutral'
  /** Relative change; null when the earlier figure is 0. */
  ratio: number | null
  /** In the metric's own unit. */
  absolute: number
}

/** Null when one of the two is missing. `better` is the direction in which the metric improves. */
export function changeOf(value: number | null, previous: number | null, better: Direction): Change | null {
  if (value === null || previous === null) return null
  const absolute = value - previous
  const ratio = previous === 0 ? null : absolute / Math.abs(previous)
  if (absolute === 0 || (ratio !== null && Math.abs(ratio) < 0.0005)) {
    return { way: 'same', tone: 'neutral', ratio: 0, absolute: 0 }
  }
  const way = absolute > 0 ? 'up' : 'down'
  return { way, tone: better === 'none' ? 'neutral' : way === better ? 'better' : 'worse', ratio, absolute }
}
