import { expect, it } from 'vitest'
import { draftsOf, type Wish, wishesOf } from './wish-drafts.ts'

const WISHES: Wish[] = [
  { want: 'off', days: ['fri', 'sat'], weight: 2 },
  { want: 'work', dates: ['2026-12-24', '2026-12-31'], weight: 1 },
  { want: 'not_pattern', pattern: 'late', weight: 0.5 },
]

it('holds wishes and says them again', () => {
  expect(wishesOf(draftsOf(WISHES), ['late'])).toEqual(WISHES)
})

it('reads dates with commas, in order; forgets the shift of a wish that names none', () => {
  const [first, , third] = draftsOf(WISHES)
  if (!first || !third) throw new Error('no drafts')
  expect(wishesOf([{ ...first, days: [], dates: '2026-12-31, 2026-12-24' }], [])).toEqual([
    { want: 'off', dates: ['2026-12-24', '2026-12-31'], weight: 2 },
  ])
  expect(wishesOf([{ ...third, want: 'off' }], [])).toEqual([{ want: 'off', weight: 0.5 }])
})

it.each([
  { dates: 'soon' },
  { dates: '2026-12-24 – 2026-12-26' },
  { dates: '2026-02-31' },
  { weight: 0 },
  { weight: '' },
  { weight: 11 },
])('is not whole with %o', (change) => {
  expect(
    wishesOf(
      draftsOf(WISHES).map((draft) => ({ ...draft, ...change })),
      ['late'],
    ),
  ).toBeNull()
})

it('is not whole while the shift is not named, or is one that there is not', () => {
  expect(
    wishesOf(
      draftsOf(WISHES).map((draft) => ({ ...draft, pattern: '' })),
      ['late'],
    ),
  ).toBeNull()
  expect(wishesOf(draftsOf(WISHES), ['early'])).toBeNull()
})
