import { expect, it } from 'vitest'
import { publicHolidays } from './holidays.ts'

const dates = (...place: Parameters<typeof publicHolidays>) =>
  publicHolidays(...place).map(({ date }) => date)

it('knows the holidays of a country, its states and their regions', () => {
  const germany = dates('DE', undefined, 2026, 2026)
  // The nine that hold in every state.
  expect(germany).toEqual([
    '2026-01-01',
    '2026-04-03',
    '2026-04-06',
    '2026-05-01',
    '2026-05-14',
    '2026-05-25',
    '2026-10-03',
    '2026-12-25',
    '2026-12-26',
  ])
  expect(dates('DE', 'HH', 2026, 2026)).toEqual([...germany, '2026-10-31'].sort())
  expect(dates('DE', 'BY', 2026, 2026)).not.toContain('2026-08-08')
  // Peace of Augsburg, in that city only.
  expect(dates('DE', 'BY-A', 2026, 2026)).toContain('2026-08-08')
})

it('lists every day of a holiday of several, and the hour from which half a one holds', () => {
  const bayram = publicHolidays('TR', undefined, 2026, 2026).filter(({ name }) => name === 'Kurban Bayramı')
  // Diyanet's calendar: 27 to 30 May 2026.
  expect(bayram.map(({ date }) => date)).toEqual(['2026-05-27', '2026-05-28', '2026-05-29', '2026-05-30'])
  const flagDay = publicHolidays('FO', undefined, 2026, 2026).find(({ date }) => date === '2026-06-05')
  expect(flagDay?.fromMinute).toBe(12 * 60)
})
