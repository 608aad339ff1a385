import type { Shift } from '../../../../pipelines/roster/model/roster.ts'

/** The local date that a roster opens on: the first on which people work, since a period may begin with days off. */
export const firstWorked = (from: string, shifts: readonly Pick<Shift, 'date'>[]): string =>
  shifts.reduce<string | null>((first, { date }) => (first && first <= date ? first : date), null) ?? from
