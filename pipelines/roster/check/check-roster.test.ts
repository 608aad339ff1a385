import { describe, expect, it } from 'vitest'
import { demandOf } from '../model/demand.ts'
import { horizonOf } from '../model/horizon.ts'
import { sampleTeam } from '../sample-team.ts'
import { need, shiftOf, teamOf } from '../test-team.ts'
import { checkRoster } from './check-roster.ts'

const EARLY: [string, string] = ['06:00', '14:30']
const LATE: [string, string] = ['13:30', '22:00']
const [MON, TUE, WED, THU, FRI, SAT, SUN] = [7, 8, 9, 10, 11, 12, 13].map(
  (day) => `2026-12-${String(day).padStart(2, '0')}`,
) as string[]
const week = { days: 7, requirement: [need(1, 7)] }

function broken(
  problem: ReturnType<typeof teamOf>,
  shifts: ReturnType<typeof shiftOf>[],
  hard = true,
): string[] {
  const { findings } = checkRoster(problem, { shifts, on_call: [] })
  return [...new Set(findings.filter((one) => one.hard === hard).map(({ rule }) => rule))].sort()
}

describe('a legal roster', () => {
  it('has no hard finding', () => {
    const shifts = [
      shiftOf('a', MON as string, EARLY),
      shiftOf('a', TUE as string, LATE, { pattern: 'late' }),
    ]
    expect(broken(teamOf({ requirement: [need(1, 3)] }), shifts)).toEqual([])
  })

  it('costs what its hours, gaps and surplus cost', () => {
    // Needed: 1 agent from 06 to 22 on three days, 48 h. One shift of 8 h with a break of 30 min from 10:00 on covers 8 h.
    const check = checkRoster(teamOf({ requirement: [need(1, 3)] }), {
      shifts: [shiftOf('a', MON as string, EARLY)],
      on_call: [],
    })
    expect(check.shortHours).toBeCloseTo(40, 9)
    expect(check.costs.total).toBeCloseTo(8 * 1 + 40 * 20, 9)
  })
})

describe('each rule, broken by hand', () => {
  const base = teamOf({ requirement: [need(1, 3)] })
  const cases: [string, ReturnType<typeof teamOf>, ReturnType<typeof shiftOf>[]][] = [
    [
      'daily_hours',
      base,
      [
        shiftOf('a', MON as string, ['06:00', '17:30'], {
          breaks: [
            { start: '2026-12-07T09:00:00Z', end: '2026-12-07T09:30:00Z' },
            { start: '2026-12-07T12:30:00Z', end: '2026-12-07T13:00:00Z' },
          ],
        }),
      ],
    ],
    [
      'daily_rest',
      base,
      [shiftOf('a', MON as string, LATE, { pattern: 'late' }), shiftOf('a', TUE as string, EARLY)],
    ],
    ['breaks', base, [shiftOf('a', MON as string, EARLY, { pause: null })]],
    ['breaks', base, [shiftOf('a', MON as string, EARLY, { pause: ['10:00', '10:15'] })]],
    ['breaks', base, [shiftOf('a', MON as string, ['06:00', '13:00'], { pause: ['12:15', '12:45'] })]],
    ['breaks', base, [shiftOf('a', MON as string, EARLY, { pause: ['04:00', '05:00'] })]],
    [
      'weekly_hours',
      teamOf({
        ...week,
        rules: { ...base.rules, days_per_week: { is: 'off' }, weekly_hours: { limit: 39 } },
      }),
      [MON, TUE, WED, THU, FRI].map((date) => shiftOf('a', date as string, EARLY)),
    ],
    [
      'days_per_week',
      teamOf(week),
      [MON, TUE, WED, THU, FRI, SAT].map((date) => shiftOf('a', date as string, EARLY)),
    ],
    [
      'days_in_row',
      teamOf({
        requirement: [need(1, 3)],
        people: [{ id: 'a', skills: ['phone'], before: { days_in_row: 5 } }],
        from: '2026-12-12',
        rules: { ...base.rules, days_per_week: { is: 'off' }, sunday_rest_day: { is: 'off' } },
      }),
      ['2026-12-12', '2026-12-13'].map((date) => shiftOf('a', date, EARLY)),
    ],
    [
      'free_day_rest',
      base,
      [shiftOf('a', MON as string, LATE, { pattern: 'late' }), shiftOf('a', WED as string, EARLY)],
    ],
    [
      'sunday_work',
      teamOf({ ...week, rules: { ...base.rules, sunday_work: { is: 'hard' } } }),
      [shiftOf('a', SUN as string, EARLY)],
    ],
    [
      'sunday_rest_day',
      teamOf({ ...week, rules: { ...base.rules, days_per_week: { is: 'off' }, days_in_row: { is: 'off' } } }),
      [MON, TUE, WED, THU, FRI, SAT, SUN].map((date) =>
        shiftOf('a', date as string, ['06:00', '10:00'], { pause: null }),
      ),
    ],
    [
      'free_sundays',
      teamOf({ ...week, people: [{ id: 'a', skills: ['phone'], before: { sundays: 37 } }] }),
      [shiftOf('a', SUN as string, EARLY)],
    ],
    [
      'weekends',
      teamOf({
        ...week,
        people: [{ id: 'a', skills: ['phone'], before: { weekends: 2 } }],
        rules: { ...base.rules, weekends: { is: 'hard' } },
      }),
      [shiftOf('a', SAT as string, EARLY)],
    ],
    [
      'contract_hours',
      teamOf({
        ...week,
        people: [{ id: 'a', skills: ['phone'], contract_hours: 20 }],
        rules: { contract_hours: { is: 'hard' } },
      }),
      [shiftOf('a', MON as string, EARLY)],
    ],
    [
      'wishes',
      teamOf({
        requirement: [need(1, 3)],
        people: [{ id: 'a', skills: ['phone'], wishes: [{ want: 'off', dates: [MON] }] }],
        rules: { ...base.rules, wishes: { is: 'hard' } },
      }),
      [shiftOf('a', MON as string, EARLY)],
    ],
    [
      'skills',
      teamOf({ requirement: [need(1, 3)], people: [{ id: 'a', skills: [] }] }),
      [shiftOf('a', MON as string, EARLY)],
    ],
    [
      'availability',
      teamOf({
        requirement: [need(1, 3)],
        people: [{ id: 'a', skills: ['phone'], availability: [{ days: ['mon'], from: '07:00' }] }],
      }),
      [shiftOf('a', MON as string, EARLY)],
    ],
    [
      'leave',
      teamOf({
        requirement: [need(1, 3)],
        people: [{ id: 'a', skills: ['phone'], leave: [{ from: TUE, to: TUE }] }],
      }),
      [shiftOf('a', TUE as string, EARLY)],
    ],
    [
      'one_shift_a_day',
      base,
      [
        shiftOf('a', MON as string, ['06:00', '10:00'], { pause: null }),
        shiftOf('a', MON as string, ['12:00', '16:00'], { pause: null }),
      ],
    ],
    ['pattern', base, [shiftOf('a', MON as string, EARLY, { pattern: 'nights' })]],
    ['pattern', base, [shiftOf('a', '2026-12-10', EARLY)]],
    ['person', base, [shiftOf('nobody', MON as string, EARLY)]],
  ]
  it.each(cases)('%s (%#)', (rule, problem, shifts) => {
    expect(broken(problem, shifts)).toEqual([rule])
  })

  it('fairness prices unpopular shifts by their square', () => {
    const problem = teamOf({
      ...week,
      patterns: [{ id: 'late', start: '13:30', end: '22:00', unpopular: true }],
    })
    const shifts = [MON, TUE, WED].map((date) => shiftOf('a', date as string, LATE, { pattern: 'late' }))
    expect(checkRoster(problem, { shifts, on_call: [] }).costs.rules.fairness).toBeCloseTo(0.5 * 9, 9)
  })
})

describe('a night of a clock change lasts as long as it is', () => {
  const night = (from: string) =>
    teamOf({
      from,
      days: 2,
      patterns: [{ id: 'night', start: '22:00', end: '07:00' }],
      people: [{ id: 'a', skills: ['phone'] }],
      requirement: [{ skill: 'phone', from: `${from}T00:00`, agents: [1] }],
    })
  const shift = (date: string, start: string, end: string) => ({
    person: 'a',
    pattern: 'night',
    date,
    start,
    end,
    breaks: [
      {
        start: new Date(Date.parse(start) + 4 * 3_600_000).toISOString(),
        end: new Date(Date.parse(start) + 4.5 * 3_600_000).toISOString(),
      },
    ],
  })

  it('an hour more in October: 9.5 h of work need 45 minutes of break', () => {
    const roster = {
      shifts: [shift('2026-10-24', '2026-10-24T20:00:00Z', '2026-10-25T06:00:00Z')],
      on_call: [],
    }
    expect(checkRoster(night('2026-10-24'), roster).findings.map(({ rule }) => rule)).toContain('breaks')
  })

  it('an hour less in March: 7.5 h of work need 30', () => {
    const roster = {
      shifts: [shift('2026-03-28', '2026-03-28T21:00:00Z', '2026-03-29T05:00:00Z')],
      on_call: [],
    }
    expect(checkRoster(night('2026-03-28'), roster).findings.map(({ rule }) => rule)).not.toContain('breaks')
  })

  it('a rest over the leap of March is an hour shorter than the clocks say', () => {
    const problem = teamOf({
      from: '2026-03-28',
      days: 2,
      requirement: [{ skill: 'phone', from: '2026-03-28T00:00', agents: [1] }],
    })
    const shifts = [
      { ...shiftOf('a', '2026-03-28', ['12:00', '20:00']), pattern: 'early' },
      {
        person: 'a',
        pattern: 'early',
        date: '2026-03-29',
        start: '2026-03-29T05:30:00Z',
        end: '2026-03-29T09:30:00Z',
        breaks: [],
      },
    ]
    // 20:00 to 07:30 by the clock, 10.5 h in truth.
    expect(broken(problem, shifts)).toEqual(['daily_rest'])
  })
})

it('says what it found in English, and by code and values', () => {
  const { findings } = checkRoster(teamOf({ requirement: [need(1, 3)] }), {
    shifts: [
      shiftOf('a', MON as string, EARLY, { pause: ['10:00', '10:15'] }),
      shiftOf('b?', MON as string, EARLY),
    ],
    on_call: [],
  })
  expect(findings.filter(({ hard }) => hard)).toMatchObject([
    { code: 'unknown_person', values: { person: 'b?' }, message: 'there is nobody named b?' },
    {
      code: 'break_short',
      values: { minutes: 15, hours: 8.25, due: 30 },
      message: '15 min of break for 8.25 h of work, 30 min are due',
    },
  ])
})

describe('on-call', () => {
  const problem = teamOf({
    requirement: [need(1, 3)],
    people: [
      { id: 'a', skills: ['phone'], on_call: true, leave: [{ from: WED, to: WED }] },
      { id: 'b', skills: ['phone'] },
    ],
    on_call: [{ id: 'night', start: '22:00', end: '06:00', per_week: 1 }],
  })
  const turn = (person: string, date: string) => ({
    person,
    duty: 'night',
    date,
    start: `${date}T21:00:00Z`,
    end: new Date(Date.parse(`${date}T05:00:00Z`) + 86_400_000).toISOString(),
  })

  it('is only for those who stand by, not on leave, not more often than allowed', () => {
    const check = (turns: ReturnType<typeof turn>[]) =>
      checkRoster(problem, { shifts: [], on_call: turns }).findings.filter(({ hard }) => hard).length
    expect(check([turn('a', MON as string)])).toBe(0)
    expect(check([turn('b', MON as string)])).toBe(1)
    expect(check([turn('a', TUE as string)])).toBe(1)
    expect(check([turn('a', '2026-12-07'), turn('a', '2026-12-09')])).toBe(2)
  })

  it('costs what is left open', () => {
    expect(checkRoster(problem, { shifts: [], on_call: [turn('a', MON as string)] }).costs.duties).toBe(
      2 * 40,
    )
  })
})

it('serves several skills as a flow does: nobody counts twice', () => {
  const problem = teamOf({
    days: 1,
    people: [
      { id: 'both', skills: ['phone', 'chat'] },
      { id: 'chat', skills: ['chat'] },
    ],
    requirement: [need(1, 1, 6, 10), need(1, 1, 6, 10, 'chat')],
  })
  const hours: [string, string] = ['06:00', '10:00']
  const check = (people: string[]) =>
    checkRoster(problem, {
      shifts: people.map((id) => shiftOf(id, MON as string, hours, { pause: null })),
      on_call: [],
    }).shortHours
  expect(check([])).toBeCloseTo(8, 9)
  expect(check(['both'])).toBeCloseTo(4, 9)
  expect(check(['both', 'chat'])).toBeCloseTo(0, 9)
})

it('adds up what several queues ask of one skill, and takes the larger figure where one says it twice', () => {
  const row = (queue: string, agents: number) => ({
    time: '2026-12-07T08:00:00Z',
    queue,
    skill: 'phone',
    agents,
  })
  const problem = teamOf({ days: 1, requirement: [row('a~x', 2), row('b~x', 3), row('b~x', 1)] })
  const { coverage } = checkRoster(problem, { shifts: [], on_call: [] })
  expect(coverage.map(({ at, needed }) => [at, needed])).toEqual([['2026-12-07T08:00:00Z', 5]])
  // The solver reads it by itself, and has to read the same.
  const { agents, skills, warnings } = demandOf(problem, horizonOf(problem))
  expect(skills).toEqual(['phone'])
  expect(agents[0]?.[9]).toBe(5)
  expect(warnings.map(({ code }) => code)).toEqual(['twice'])
})

it('answers a hand edit of a large team at once', () => {
  const problem = sampleTeam(100)
  const shifts = problem.people.flatMap(({ id }) =>
    [MON, TUE, WED, THU, FRI].map((date) => shiftOf(id, date as string, ['07:00', '15:30'])),
  )
  expect(checkRoster(problem, { shifts, on_call: [] }).coverage.length).toBeGreaterThan(400)
})
