import loadHighs, { type Highs } from 'highs'
import { beforeAll, describe, expect, it } from 'vitest'
import { seeded } from '../../seeded.ts'
import { checkRoster } from '../check/check-roster.ts'
import type { Problem } from '../model/problem.ts'
import { sampleTeam } from '../sample-team.ts'
import { need, shiftOf, teamOf } from '../test-team.ts'
import { anneal } from './anneal.ts'
import { bindingRules } from './binding.ts'
import { shiftsOf } from './convert.ts'
import { instanceOf } from './instance.ts'
import { solveRoster } from './solve.ts'
import { emptyState } from './state.ts'
import type { Tour } from './tours.ts'
import { worthOf, worthOfTour } from './tours.ts'

let highs: Highs
beforeAll(async () => {
  highs = await loadHighs()
})

const solve = (problem: Problem, seconds = 1) =>
  solveRoster(highs, problem, { seconds, gap: 0, explain: false })

/** Every series of days off, shifts and placings there is. */
function everyTour(instance: ReturnType<typeof instanceOf>, candidate: number): Tour[] {
  let tours: Tour[] = [[]]
  for (const [d, types] of instance.types.entries()) {
    const allowed = instance.candidates[candidate]?.choices[d]?.map(({ type }) => type) ?? []
    const options = [
      null,
      ...allowed.flatMap((type) => (types[type]?.placings ?? []).map((_, placing) => ({ type, placing }))),
    ]
    tours = tours.flatMap((tour) => options.map((one) => [...tour, one]))
  }
  return tours
}

describe('one person', () => {
  it('has the cheapest legal tour that there is, by the checker’s own price', () => {
    const random = seeded(5)
    for (let round = 0; round < 6; round++) {
      const problem = teamOf({
        days: 3,
        people: [
          {
            id: 'a',
            skills: ['phone'],
            contract_hours: 20,
            before: { last_end: '2026-12-06T20:30:00Z', days_in_row: round % 5, unpopular: 1 },
            wishes: [{ want: 'off', days: ['tue'] }],
          },
        ],
        patterns: [
          { id: 'early', start: '06:00', end: '12:00', breaks: [] },
          { id: 'late', start: '16:00', end: '22:00', breaks: [], unpopular: true },
          {
            id: 'long',
            start: '08:00',
            hours: { from: 9, to: 10, every: 1 },
            breaks: [{ minutes: 60, from_hours: 3, to_hours: 4 }],
          },
        ],
        requirement: [
          {
            skill: 'phone',
            from: '2026-12-07T00:00',
            agents: Array.from({ length: 72 }, () => Math.floor(random() * 2)),
          },
        ],
        rules: {
          days_in_row: { limit: 5 },
          daily_rest: { is: round % 2 ? 'priced' : 'hard' },
          daily_hours: { is: 'priced', limit: 7 },
        },
      })
      const instance = instanceOf(problem)
      const least = Math.min(
        ...everyTour(instance, 0).map((tour) => {
          const { costs, legal } = checkRoster(problem, {
            shifts: shiftsOf(instance, [tour]),
            on_call: [],
          })
          const own = instance.tours.ownCost(
            instance.candidates[0] as (typeof instance.candidates)[number],
            tour,
          )
          if (legal) expect(own).toBeCloseTo(costs.total - costs.short - costs.surplus, 6)
          else expect(own).toBe(Number.POSITIVE_INFINITY)
          return legal ? costs.total : Number.POSITIVE_INFINITY
        }),
      )
      const values = Float64Array.from({ length: instance.horizon.slots }, (_, slot) =>
        instance.coverage.gain(slot, new Float64Array(1), 0, 1),
      )
      const worth = worthOf(instance.types, values)
      const found = instance.tours.find(instance.candidates[0] as (typeof instance.candidates)[number], worth)
      const own = (found?.cost ?? 0) + worthOfTour(worth, found?.tour ?? [])
      const { costs, legal } = checkRoster(problem, {
        shifts: shiftsOf(instance, [found?.tour ?? []]),
        on_call: [],
      })
      expect(legal).toBe(true)
      expect(costs.total).toBeCloseTo(least, 6)
      expect(own).toBeCloseTo(costs.total - costs.short - costs.surplus, 6)
    }
  })

  it('does so over a Monday, with what a week and a row of days allow', () => {
    for (const rules of [
      {},
      { contract_hours: { limit: 4 }, days_in_row: { is: 'priced', limit: 2 }, days_per_week: { limit: 3 } },
    ]) {
      const problem = teamOf({
        from: '2026-12-10',
        days: 10,
        people: [{ id: 'a', skills: ['phone'], contract_hours: 30, before: { days_in_row: 2, weekends: 2 } }],
        patterns: [
          {
            id: 'early',
            days: ['mon', 'wed', 'fri', 'sun'],
            start: '06:00',
            end: '14:30',
            breaks: [{ minutes: 30, from_hours: 4, to_hours: 4 }],
          },
          { id: 'late', days: ['tue', 'thu', 'sat'], start: '10:00', end: '15:00', unpopular: true },
        ],
        requirement: Array.from({ length: 10 }, (_, d) => ({
          skill: 'phone',
          from: `2026-12-${10 + d}T08:00`,
          agents: [0.3, 0.6, 0.2],
        })),
        rules,
      })
      const instance = instanceOf(problem)
      const least = Math.min(
        ...everyTour(instance, 0).map((tour) => {
          const check = checkRoster(problem, { shifts: shiftsOf(instance, [tour]), on_call: [] })
          return check.legal ? check.costs.total : Number.POSITIVE_INFINITY
        }),
      )
      expect(solve(problem).cost).toBeCloseTo(least, 6)
    }
  })
})

describe('a team', () => {
  const pair = teamOf({
    days: 3,
    people: [
      { id: 'a', skills: ['phone'], contract_hours: 16 },
      { id: 'b', skills: ['phone', 'chat'], contract_hours: 24 },
    ],
    patterns: [
      { id: 'early', start: '06:00', end: '12:00', breaks: [] },
      { id: 'late', start: '14:00', end: '20:00', breaks: [] },
    ],
    requirement: [need(1, 3, 6, 20), need(1, 3, 8, 12, 'chat')],
    rules: {},
  })

  it('has the optimum that trying everything finds, and a bound that is not above it', () => {
    const instance = instanceOf(pair)
    let least = Number.POSITIVE_INFINITY
    for (const one of everyTour(instance, 0)) {
      for (const other of everyTour(instance, 1)) {
        const check = checkRoster(pair, { shifts: shiftsOf(instance, [one, other]), on_call: [] })
        if (check.legal) least = Math.min(least, check.costs.total)
      }
    }
    const roster = solve(pair)
    expect(roster.cost).toBeCloseTo(least, 6)
    expect(roster.bound).toBeLessThanOrEqual(least + 1e-6)
  })

  it('is never worse for another person who costs nothing to keep', () => {
    const more: Problem = {
      ...pair,
      people: [
        ...pair.people,
        { ...(pair.people[0] as Problem['people'][number]), id: 'c', contract_hours: 0 },
      ],
    }
    expect(solve(more).cost).toBeLessThanOrEqual(solve(pair).cost + 1e-6)
  })

  it('costs no less under a stricter rule', () => {
    const stricter: Problem = {
      ...pair,
      rules: { ...pair.rules, days_per_week: { is: 'hard', limit: 1, price: 0 } },
    }
    expect(solve(stricter).cost).toBeGreaterThanOrEqual(solve(pair).cost - 1e-6)
  })
})

describe('a week of a larger team', () => {
  it('becomes better by many small changes, each of them legal, and costs what the checker adds up', () => {
    const problem = sampleTeam(9)
    const instance = instanceOf(problem)
    const start = emptyState(instance)
    let looks = 0
    const found = anneal(instance, start, seeded(2), () => looks++ / 30, 4)
    const { legal, costs } = checkRoster(problem, {
      shifts: shiftsOf(instance, found.tours),
      on_call: [],
    })
    expect(legal).toBe(true)
    expect(found.cost + instance.idleCost).toBeCloseTo(costs.total, 6)
    expect(costs.total).toBeLessThan(0.5 * start.cost)
  })

  it('is legal, within its own bound, and the same sum by the checker', () => {
    const problem = sampleTeam(12)
    const roster = solveRoster(highs, problem, { seconds: 3, explain: true })
    expect(roster.check.legal).toBe(true)
    expect(roster.cost).toBeGreaterThanOrEqual(roster.bound - 1e-6)
    expect(checkRoster(problem, roster).costs.total).toBeCloseTo(roster.cost, 9)
    for (const one of roster.binding) expect(one.saves).toBeGreaterThan(0)
  })

  it('says nothing of the rules that bind when the clock runs out before they are tried', () => {
    const problem = sampleTeam(6)
    const { shifts } = solveRoster(highs, problem, { seconds: 0.5, explain: false })
    let looks = 0
    expect(bindingRules(problem, shifts, null, () => (looks++ === 0 ? 1 : 0))).toEqual([])
  })

  it.each(['2026-10-19', '2026-03-23'])('is legal over the clock change in the week of %s', (from) => {
    const week = sampleTeam(6)
    const problem: Problem = {
      ...week,
      from,
      patterns: [
        ...week.patterns,
        { id: 'night', days: ['fri', 'sat'], start: '22:00', end: '06:00', breaks: 'auto', unpopular: 1 },
      ],
      requirement: [{ skill: 'phone', from: `${from}T00:00`, agents: Array.from({ length: 338 }, () => 2) }],
    }
    const roster = solve(problem, 1.5)
    expect(roster.check.legal).toBe(true)
    expect(roster.shifts.some(({ pattern }) => pattern === 'night')).toBe(true)
  })
})

describe('duties given by hand', () => {
  const people = ['a', 'b'].map((id) => ({ id, skills: ['phone'], contract_hours: 0, on_call: true }))
  const on_call = [{ id: 'evening', start: '18:00', end: '22:00', per_week: 3 }]
  const turn = (person: string, date: string) => ({
    ...{ person, duty: 'evening', date },
    ...{ start: `${date}T17:00:00Z`, end: `${date}T21:00:00Z` },
  })
  const days = ['2026-12-07', '2026-12-08', '2026-12-09']

  it('stay with whom they were given to, who has no shift meanwhile', () => {
    const given = days.map((date) => turn('a', date))
    const problem = teamOf({ people, on_call, requirement: [need(1, 3)], pinned_on_call: given })
    const roster = solve(problem, 1)
    expect(roster.check.legal).toBe(true)
    expect(roster.on_call).toEqual(given.map((one) => ({ ...one, pinned: true })))
    expect(roster.shifts.filter((one) => one.person === 'a' && one.pattern === 'late')).toEqual([])
    expect(roster.shifts.filter((one) => one.person === 'b' && one.pattern === 'late')).toHaveLength(3)
    expect(roster.warnings.some(({ code }) => code === 'duty_left_out')).toBe(false)
  })

  it('are left out, and said so, where a rule or a shift put by hand is against them', () => {
    const given = [turn('a', '2026-12-07'), turn('b', '2026-12-07'), turn('nobody', '2026-12-08')]
    const pinned = [shiftOf('b', '2026-12-09', ['13:30', '22:00'], { pattern: 'late' })]
    const roster = solve(
      teamOf({
        ...{ people, on_call, pinned, requirement: [need(1, 3)] },
        pinned_on_call: [...given, turn('b', '2026-12-09')],
      }),
      0.5,
    )
    expect(roster.check.legal).toBe(true)
    expect(roster.on_call.filter((one) => one.pinned)).toEqual([{ ...turn('a', '2026-12-07'), pinned: true }])
    expect(roster.warnings.filter(({ code }) => code === 'duty_left_out').map(({ about }) => about)).toEqual([
      ['b', 'evening', '2026-12-07'],
      ['nobody', 'evening', '2026-12-08'],
      ['b', 'evening', '2026-12-09'],
    ])
  })
})

describe('shifts put by hand', () => {
  const people = ['a', 'b'].map((id) => ({ id, skills: ['phone'], contract_hours: 0 }))
  // Where nobody is needed and at hours of no pattern: only a hand puts a shift there.
  const odd = shiftOf('a', '2026-12-08', ['20:15', '23:15'], { pattern: 'late', pause: null })
  const requirement = [need(1, 1)]

  it('stay to the minute, and the rest is planned around them', () => {
    const { shifts, check } = solve(teamOf({ people, requirement, pinned: [odd] }), 0.5)
    expect(check.legal).toBe(true)
    expect(shifts).toContainEqual({ ...odd, pinned: true })
    // The half-hour of break in either shift that covers the Monday.
    expect(check.shortHours).toBe(1)
    expect(shifts.filter(({ pinned }) => !pinned).every(({ date }) => date === '2026-12-07')).toBe(true)
  })

  it('are the optimum that trying everything finds among rosters that hold them', () => {
    const rules = { contract_hours: { is: 'off' }, breaks: { is: 'off' } }
    const problem = teamOf({ people, days: 2, requirement: [need(1, 2)], pinned: [odd], rules })
    const instance = instanceOf(problem)
    let least = Number.POSITIVE_INFINITY
    for (const a of everyTour(instance, 0)) {
      for (const b of everyTour(instance, 1)) {
        const { legal, costs } = checkRoster(problem, { shifts: shiftsOf(instance, [a, b]), on_call: [] })
        if (legal && a[1] !== null && a[1] !== undefined) least = Math.min(least, costs.total)
      }
    }
    const roster = solve(problem)
    expect(roster.cost).toBeCloseTo(least, 6)
    expect(roster.bound).toBeLessThanOrEqual(least + 1e-6)
  })

  it('are left out, and said so, when they break a hard rule or rest on nobody', () => {
    const long = shiftOf('b', '2026-12-07', ['06:00', '18:00'])
    const stranger = shiftOf('nobody', '2026-12-07', ['06:00', '14:30'])
    const second = shiftOf('a', '2026-12-08', ['06:00', '14:30'])
    const { shifts, warnings, check } = solve(
      teamOf({ people, requirement, pinned: [odd, long, stranger, second] }),
      0.5,
    )
    expect(check.legal).toBe(true)
    expect(shifts.filter(({ pinned }) => pinned)).toEqual([{ ...odd, pinned: true }])
    expect(warnings.filter(({ code }) => code === 'pin_left_out').map(({ about }) => about)).toEqual([
      ['a', '2026-12-08'],
      ['b', '2026-12-07'],
      ['nobody', '2026-12-07'],
    ])
  })
})

describe('input that cannot be met', () => {
  const codes = (given: Record<string, unknown>) => {
    const roster = solve(teamOf(given), 0.5)
    expect(roster.check.legal).toBe(true)
    return roster.warnings.map(({ code }) => code)
  }
  it('more demand than people', () => expect(codes({ requirement: [need(9, 3)] })).toContain('short'))
  it('nobody', () => expect(codes({ people: [], requirement: [need(1, 3)] })).toContain('nobody'))
  it('nothing needed', () => expect(codes({})).toContain('nothing_needed'))
  it('people without skills', () =>
    expect(codes({ people: [{ id: 'a' }], requirement: [need(1, 3)] })).toContain('no_skills'))
  it('a skill that nobody has', () =>
    expect(codes({ requirement: [need(1, 3, 6, 22, 'mail')] })).toContain('unknown_skill'))
  it('availability that fits no shift', () =>
    expect(
      codes({
        people: [
          { id: 'a', skills: ['phone'], availability: [{ days: ['mon'], from: '10:00', to: '11:00' }] },
        ],
        requirement: [need(1, 3)],
      }),
    ).toContain('no_chance'))
  it('a pattern without the breaks it needs', () =>
    expect(
      codes({
        patterns: [{ id: 'early', start: '06:00', end: '14:30', breaks: [] }],
        requirement: [need(1, 3)],
      }),
    ).toContain('dead_pattern'))
  it('a contract that no week fits', () => {
    const roster = solve(
      teamOf({
        people: [{ id: 'a', skills: ['phone'], contract_hours: 80 }],
        requirement: [need(1, 3)],
        rules: { contract_hours: { is: 'hard' } },
      }),
      0.5,
    )
    expect(roster.warnings.map(({ code }) => code)).toContain('relaxed')
    expect(roster.check.findings.filter(({ hard }) => hard).map(({ rule }) => rule)).toEqual([
      'contract_hours',
    ])
  })
})
