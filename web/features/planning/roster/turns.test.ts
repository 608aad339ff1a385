import { expect, it } from 'vitest'
import { checkRoster } from '../../../../pipelines/roster/check/check-roster.ts'
import { problemSchema } from '../../../../pipelines/roster/model/problem.ts'
import { placesOf, released, withPlace } from './turns.ts'

/** Days around the clocks' change of 25 October 2026, a Sunday. */
const DATES = ['2026-10-24', '2026-10-25', '2026-10-26']
const problem = problemSchema.parse({
  zone: 'Europe/Berlin',
  from: DATES[0],
  days: 3,
  requirement: [],
  people: [{ id: 'a', on_call: true }, { id: 'b', on_call: true }, { id: 'c' }],
  on_call: [
    { id: 'night', start: '22:00', end: '06:00', people: 2 },
    { id: 'sunday', days: ['sun'], start: '08:00', end: '24:00' },
  ],
})
const hard = (turns: ReturnType<typeof withPlace>) =>
  checkRoster(problem, { shifts: [], on_call: turns }).findings.filter((one) => one.hard)

it('has a place for each person that a duty needs on its days', () => {
  expect(placesOf(problem, DATES, []).map(({ duty, date, number, of }) => [duty, date, number, of])).toEqual([
    ['night', DATES[0], 1, 2],
    ['night', DATES[0], 2, 2],
    ['night', DATES[1], 1, 2],
    ['night', DATES[1], 2, 2],
    ['sunday', DATES[1], 1, 1],
    ['night', DATES[2], 1, 2],
    ['night', DATES[2], 2, 2],
  ])
})

it('fills places as the checker takes them, across the change of the clocks too, and leaves none open', () => {
  let turns: ReturnType<typeof withPlace> = []
  const whose = ['a', 'b', 'b', 'a', 'a', 'a', 'b']
  whose.forEach((person, i) => {
    const place = placesOf(problem, DATES, turns)[i]
    if (!place) throw new Error(`no place ${i}`)
    turns = withPlace(problem, turns, place, person)
  })
  expect(placesOf(problem, DATES, turns).map(({ turn }) => turn?.person)).toEqual(whose)
  expect(hard(turns)).toEqual([])
  expect(checkRoster(problem, { shifts: [], on_call: turns }).costs.duties).toBe(0)
})

it('gives a place to somebody else, opens it again, and shows who is too many', () => {
  const first = () => placesOf(problem, DATES, turns)[0] as ReturnType<typeof placesOf>[number]
  let turns = withPlace(problem, [], placesOf(problem, DATES, [])[0] as ReturnType<typeof first>, 'a')
  turns = withPlace(problem, turns, first(), 'c')
  expect(turns.map(({ person, pinned }) => [person, pinned])).toEqual([['c', true]])
  expect(released(turns, turns[0] as (typeof turns)[number])).toEqual([{ ...turns[0], pinned: undefined }])
  expect(hard(turns)).toHaveLength(1)
  expect(withPlace(problem, turns, first(), null)).toEqual([])
  const [turn] = turns
  if (!turn) throw new Error('no turn')
  const many = ['a', 'b', 'c'].map((person) => ({ ...turn, person }))
  expect(placesOf(problem, [DATES[0] as string], many).map(({ number, of }) => [number, of])).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ])
})
