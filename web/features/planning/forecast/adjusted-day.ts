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

/** Next to the others of a stretch. */
const HARDLY_ANY = 0.2

/** Those of open days on which hardly anything comes by the model, next to the others: a number for every day fills them too. */
export function quietDays<Day extends Pick<DayReasons, 'expected' | 'byHand'>>(days: readonly Day[]): Day[] {
  const model = ({ expected, byHand }: Day) => expected - byHand
  const mean = days.reduce((sum, day) => sum + model(day), 0) / Math.max(1, days.length)
  return days.filter((day) => model(day) < HARDLY_ANY * mean)
}
