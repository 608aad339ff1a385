import type { DayReasons, HeldAdjustment } from './api.ts'

export const ADJUSTS = ['percent', 'add', 'total'] as const
export type Adjusts = (typeof ADJUSTS)[number]

/**
 * What a day would hold with one adjustment more, stated last: percentages first, then contacts more or fewer, then totals. For days
 * that are open and not under way; of earlier adjustments of a part of the day what they change now is taken.
 */
export function adjustedDay(
  { expected, byHand, hand }: Pick<DayReasons, 'expected' | 'byHand' | 'hand'>,
  held: readonly HeldAdjustment[],
  { by, value }: { by: Adjusts; value: number },
): number {
  if (by === 'total') return value
  const earlier = hand.flatMap(({ id, contacts }) => {
    const one = held.find((other) => other.id === id)
    return one ? [{ ...one, contacts, isDays: !one.from.includes('T') }] : []
  })
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
  const changedBy = (what: Adjusts) => earlier.filter((one) => one[what] !== undefined)
  const percented = expected - byHand + sum(changedBy('percent').map(({ contacts }) => contacts))
  const added = sum(changedBy('add').map(({ add = 0, contacts, isDays }) => (isDays ? add : contacts)))
  const so = by === 'percent' ? percented * (1 + value / 100) + added : percented + added + value
  const totals = changedBy('total')
  const last = totals.findLast(({ isDays }) => isDays)
  return last?.total ?? Math.max(0, so) + sum(totals.map(({ contacts }) => contacts))
}
