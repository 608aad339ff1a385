/** Between the solver's tours and the shifts of a roster. */

import { instantText } from '../../instant-text.ts'
import type { Shift } from '../model/roster.ts'
import type { Instance } from './instance.ts'
import type { ShiftType } from './shift-types.ts'
import type { Tour } from './tours.ts'

export function shiftsOf(instance: Instance, tours: readonly Tour[]): Shift[] {
  return tours.flatMap((tour, i) =>
    tour.flatMap((one, d): Shift[] => {
      const type = one && instance.types[d]?.[one.type]
      if (!one || !type) return []
      return [
        {
          person: instance.candidates[i]?.person.id as string,
          pattern: type.pattern.id,
          date: instance.horizon.days[d]?.date as string,
          start: instantText(type.startMs),
          end: instantText(type.endMs),
          breaks: (type.placings[one.placing]?.pauses ?? []).map(([from, to]) => ({
            start: instantText(type.startMs + from * 60_000),
            end: instantText(type.startMs + to * 60_000),
          })),
          ...(type.isPin ? { pinned: true } : {}),
        },
      ]
    }),
  )
}

/** Tours that are those shifts; null for whoever has one that the instance does not know. */
export function toursOf(instance: Instance, shifts: readonly Shift[]): (Tour | null)[] {
  return instance.candidates.map(({ person, choices }) => {
    const tour: Tour = instance.horizon.days.map(() => null)
    for (const shift of shifts.filter((one) => one.person === person.id)) {
      const day = instance.horizon.days.findIndex(({ date }) => date === shift.date)
      const types = instance.types[day] ?? []
      const type = types.findIndex(
        ({ pattern, startMs, endMs }, at) =>
          pattern.id === shift.pattern &&
          startMs === Date.parse(shift.start) &&
          endMs === Date.parse(shift.end) &&
          choices[day]?.some((one) => one.type === at),
      )
      const placing = placingOf(types[type], shift)
      if (placing === -1) return null
      tour[day] = { type, placing }
    }
    return tour
  })
}

function placingOf(type: ShiftType | undefined, shift: Shift): number {
  if (!type) return -1
  const wanted = shift.breaks.map(
    ({ start, end }) => `${Date.parse(start) - type.startMs} ${Date.parse(end) - type.startMs}`,
  )
  return type.placings.findIndex(
    ({ pauses }) => pauses.map(([from, to]) => `${from * 60_000} ${to * 60_000}`).join() === wanted.join(),
  )
}
