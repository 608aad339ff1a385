import { endOf, type Span, startOf, type Timeline } from './timeline.ts'

type Stretch = Pick<Span<unknown>, 'fromMs' | 'toMs'>

/** Pairs of spans of different ids that hold at the same time, each pair once. */
export function* simultaneous<T>(
  timelines: readonly Timeline<T>[],
): Generator<{ one: Span<T>; oneId: string; other: Span<T>; otherId: string }> {
  const all = timelines.flatMap(({ id, spans }) => spans.map((span) => ({ id, span })))
  for (const [i, a] of all.entries()) {
    for (const b of all.slice(i + 1)) {
      if (a.id !== b.id && startOf(a.span) < endOf(b.span) && startOf(b.span) < endOf(a.span))
        yield { one: a.span, oneId: a.id, other: b.span, otherId: b.id }
    }
  }
}

/** The first instant of a stretch at which a timeline says nothing (−∞ for "since ever"), or null when there is none. */
export function firstGap(timeline: Timeline<unknown> | undefined, stretch: Stretch): number | null {
  let at = startOf(stretch)
  for (const span of timeline?.spans ?? []) {
    if (startOf(span) > at) break
    if (endOf(span) > at) at = endOf(span)
    if (at >= endOf(stretch)) return null
  }
  return at
}
