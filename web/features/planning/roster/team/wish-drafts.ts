/** Wishes as a form holds them. */
import type { Person } from '../../../../../pipelines/roster/model/setup.ts'
import { DAYS, type Weekday } from '../need.ts'
import { datesOf } from './leave.ts'

export type Wish = Person['wishes'][number]

export const WANTS = ['off', 'work', 'pattern', 'not_pattern'] as const satisfies readonly Wish['want'][]
const HEAVIEST = 10

export interface WishDraft {
  key: number
  want: Wish['want']
  /** Counts only for a wish that names a shift. */
  pattern: string
  days: readonly string[]
  /** As people write them, with commas. */
  dates: string
  weight: number | string
}

export const namesShift = (want: Wish['want']) => want === 'pattern' || want === 'not_pattern'

export const draftsOf = (wishes: readonly Wish[]): WishDraft[] =>
  wishes.map(({ want, pattern = '', days = [], dates = [], weight }, key) => ({
    key,
    want,
    pattern,
    days,
    dates: dates.join(', '),
    weight,
  }))

/** Null while one of them is not whole. `patterns` are the shifts there are. */
export function wishesOf(drafts: readonly WishDraft[], patterns: readonly string[]): Wish[] | null {
  const wishes = drafts.map((draft) => wishOf(draft, patterns))
  return wishes.every((wish) => wish !== null) ? wishes : null
}

/** Which of its fields cannot be saved as they are. */
export function wrongIn({ want, pattern, dates, weight }: WishDraft, patterns: readonly string[]) {
  return {
    pattern: namesShift(want) && !patterns.includes(pattern),
    dates: readDates(dates) === null,
    weight: weight === '' || !(Number(weight) > 0 && Number(weight) <= HEAVIEST),
  }
}

function wishOf(draft: WishDraft, patterns: readonly string[]): Wish | null {
  const { want, pattern, days, dates, weight } = draft
  if (Object.values(wrongIn(draft, patterns)).includes(true)) return null
  const read = readDates(dates) ?? []
  return {
    want,
    ...(read.length > 0 ? { dates: read } : {}),
    ...(days.length > 0 ? { days: DAYS.filter((day) => days.includes(day)) as Weekday[] } : {}),
    ...(namesShift(want) ? { pattern } : {}),
    weight: Number(weight),
  }
}

const readDates = (text: string) => datesOf(text.replace(/[,;]/g, '\n'))
