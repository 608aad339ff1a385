import type { Shift } from '../../../../pipelines/roster/model/roster.ts'

/** The local date that a roster opens on: today where people work, else the first on which they do, since a period may begin with days off. */
export function firstWorked(from: string, shifts: readonly Pick<Shift, 'date'>[], today: string): string {
  const dates = shifts.map(({ date }) => date).sort()
  return dates.includes(today) ? today : (dates[0] ?? from)
}
