import { expect, it } from 'vitest'
import { expectedBy, shortHours } from './expected.ts'

const time = ['2026-03-04T10:00:00Z', '2026-03-04T11:00:00Z', '2026-03-04T12:00:00Z']
const mean = [4, 8, 2]
const at = (clock: string) => Date.parse(`2026-03-04T${clock}:00Z`)

it('counts hours that are over in full, the one under way in part, and none to come', () => {
  expect(expectedBy({ time, mean }, at('09:00'))).toBe(0)
  expect(expectedBy({ time, mean }, at('11:15'))).toBe(6)
  expect(expectedBy({ time, mean }, at('18:00'))).toBe(14)
})

it('names the open hours to come that are short of people', () => {
  const contacts = [0, 5, 2]
  const open = [true, true, true]
  expect(shortHours({ time, mean }, { contacts, open }, at('10:30'))).toEqual([at('10:00'), at('11:00')])
  expect(shortHours({ time, mean }, { contacts, open }, at('11:00'))).toEqual([at('11:00')])
  expect(shortHours({ time, mean }, { contacts, open }, at('12:10'))).toEqual([])
  expect(shortHours({ time, mean }, { contacts, open: [false, true, false] }, at('10:30'))).toEqual([
    at('11:00'),
  ])
})
