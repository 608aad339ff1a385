/** What marks make of days: which of several counts, and what two that touch different contacts make together. */
import { Temporal } from 'temporal-polyfill'
import { DAY_MS } from '../../calendars/days.ts'
import type { HeldAnnotation } from '../../config/verbs/annotations-in.ts'
import type { SpecialDay } from '../special-days.ts'
import type { Touched } from './touched.ts'

export type CountingMark = Pick<
  HeldAnnotation,
  'kind' | 'text' | 'startsAt' | 'endsAt' | 'expected_effect_pct'
> & {
  touched: Touched
}

const MOST_DAYS = 400
const LEAST = 0.01

/** Puts marks, the earliest first, beside the holidays that are there. What touches nothing, and what only notes something, is left out. */
export function markDays(
  special: Map<number, SpecialDay>,
  marks: readonly CountingMark[],
  zone: string,
): void {
  const groupsOn = new Map<number, ReadonlySet<number>>()
  for (const { kind, text, startsAt, endsAt, expected_effect_pct: effect, touched } of marks) {
    const { share, groups } = touched
    if (share === 0 || (kind === 'other' && effect === null)) continue
    for (const [day, minutes] of localDays(startsAt, endsAt, zone)) {
      const one: SpecialDay = {
        class: kind,
        name: text,
        ...(share === 1 ? {} : { share }),
        ...(effect === null ? {} : { expected: Math.max(LEAST, 1 + effect / 100) }),
        ...(minutes === null ? {} : { minutes }),
      }
      const there = special.get(day)
      const before = groupsOn.get(day) ?? new Set()
      const together = there && ![...groups].some((group) => before.has(group)) ? joined(there, one) : null
      if (together) groupsOn.set(day, new Set([...before, ...groups]))
      else if (!there || goesBefore(one, there)) groupsOn.set(day, groups)
      else continue
      special.set(day, together ?? one)
    }
  }
}

/** What is stated goes before what is only learned, and what touches all before a part; but no part goes before a holiday of all. */
function goesBefore(one: SpecialDay, there: SpecialDay): boolean {
  const rank = ({ share, expected, class: kind }: SpecialDay) => {
    const isStated = expected !== undefined
    if (share !== undefined) return isStated ? 2 : 4
    if (isStated) return 0
    return kind === 'holiday' ? 1 : 3
  }
  const [own, other] = [rank(one), rank(there)]
  return own === other ? (one.share ?? 1) > (there.share ?? 1) : own < other
}

/** One day of two parts of the contacts; null where one of them would have to be learned apart from the other. */
function joined(a: SpecialDay, b: SpecialDay): SpecialDay | null {
  if (a.share === undefined || b.share === undefined || a.minutes?.join() !== b.minutes?.join()) return null
  const isStated = a.expected !== undefined && b.expected !== undefined
  const isAlike = a.class === b.class && a.expected === undefined && b.expected === undefined
  if (!isStated && !isAlike) return null
  const larger = a.share >= b.share ? a : b
  const share = Math.min(1, Math.round(100 * (a.share + b.share)) / 100)
  const more = a.share * ((a.expected ?? 1) - 1) + b.share * ((b.expected ?? 1) - 1)
  return {
    class: larger.class,
    name: [a.name, b.name].join(', '),
    ...(share === 1 ? {} : { share }),
    ...(isStated ? { expected: Math.max(LEAST, 1 + more / share) } : {}),
    ...(a.minutes ? { minutes: a.minutes } : {}),
  }
}

/** Local days that a stretch touches, with the minutes of those that it does not fill. */
function localDays(startsAt: string, endsAt: string, zone: string): [number, [number, number] | null][] {
  const start = Temporal.Instant.from(startsAt).toZonedDateTimeISO(zone)
  const end = Temporal.Instant.from(endsAt).toZonedDateTimeISO(zone)
  const first = dayNumber(start)
  const last = dayNumber(end)
  const days: [number, [number, number] | null][] = []
  for (let day = first; day <= last && day < first + MOST_DAYS; day++) {
    const from = day === first ? start.hour * 60 + start.minute : 0
    const to = day === last ? end.hour * 60 + end.minute : 1440
    if (to > from) days.push([day, from === 0 && to === 1440 ? null : [from, to]])
  }
  return days
}

const dayNumber = ({ year, month, day }: Temporal.ZonedDateTime): number =>
  Date.UTC(year, month - 1, day) / DAY_MS
