import ICAL from 'ical.js'
import { expect, it } from 'vitest'
import { shiftOf, teamOf } from '../test-team.ts'
import { rosterIcal } from './ical.ts'

const people = teamOf({
  people: [
    { id: 'a', name: 'Ärztin; ein, sehr langer Name über fünfundsiebzig Oktette hinaus, mit Umlauten äöü' },
  ],
}).people
const options = { people, zone: 'Europe/Berlin', stampedAt: '2026-12-01T08:00:00Z' }
const roster = {
  shifts: [shiftOf('a', '2026-12-07', ['06:00', '14:30']), shiftOf('b', '2026-12-08', ['22:00', '06:00'])],
  on_call: [
    {
      person: 'a',
      duty: 'standby',
      date: '2026-12-09',
      start: '2026-12-09T21:00:00Z',
      end: '2026-12-10T05:00:00Z',
    },
  ],
}

const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))

it('reads back as the same shifts', () => {
  const events = eventsOf(rosterIcal(roster, { ...options, person: null }))
  expect(events.map((one) => one.startDate.toJSDate().toISOString())).toEqual([
    '2026-12-07T05:00:00.000Z',
    '2026-12-08T21:00:00.000Z',
    '2026-12-09T21:00:00.000Z',
  ])
  expect(events[0]?.summary).toBe(`${people[0]?.name}: early`)
  expect(events[0]?.description).toBe('Break 10:00–10:30')
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(3)
})

it('holds only what is the person’s own, in lines of at most 75 octets', () => {
  const text = rosterIcal(roster, { ...options, person: 'a' })
  expect(eventsOf(text).length).toBe(2)
  const all = rosterIcal(roster, { ...options, person: null })
  expect(Math.max(...all.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
})
