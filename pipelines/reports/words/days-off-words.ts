import type { DayOff } from '../figures.ts'
import type { Words } from './words.ts'

/** `Fri 25 Dec Christmas Day (Berlin), …` */
export const daysOffText = (days: readonly DayOff[], words: Words): string =>
  days
    .map(({ date, name, calendar }) =>
      words
        .say('dayOff', { date: words.date(date, 'weekday'), name: name ?? '', calendar })
        .replace('  ', ' '),
    )
    .join(', ')
