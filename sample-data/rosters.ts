import { companyDays, HOUR, type LocalDay } from './company/days.ts'

const TEAM = 'front-desk'
const QUEUE = 'front-desk~whatsapp'
const WEEKS = 4
const MONDAY = 1
const TUESDAY_TO_FRIDAY = ['tue', 'wed', 'thu', 'fri']

/** When each pattern begins and ends, and when the first of those who have it takes half an hour off: hours of the local day. */
const HOURS = {
  early: { from: 8, to: 16.5, pause: 11.5 },
  late: { from: 9.5, to: 18, pause: 13 },
}
type PatternId = keyof typeof HOURS

/** Three work all week; the part-timers start on Tuesday, which is why Mondays are thin. */
const ALL_WEEK = ['agent-001', 'agent-002', 'agent-003'] as const
const PART_TIME = { early: 'agent-004', late: 'agent-005' } as const

const SETUP = {
  zone: 'Europe/Berlin',
  people: [
    ...ALL_WEEK.map((id) => ({ id, skills: [TEAM], contract_hours: 40 })),
    ...Object.entries(PART_TIME).map(([pattern, id]) => ({
      id,
      skills: [TEAM],
      contract_hours: 32,
      availability: [{ days: TUESDAY_TO_FRIDAY }],
      wishes: [{ want: 'pattern', pattern }],
    })),
  ],
  patterns: [patternOf('early'), { ...patternOf('late'), unpopular: true }],
}

function patternOf(id: PatternId) {
  const wall = (hours: number) => new Date(hours * HOUR).toISOString().slice(11, 16)
  const { from, to } = HOURS[id]
  return { id, days: ['mon', ...TUESDAY_TO_FRIDAY], start: wall(from), end: wall(to) }
}

/** What the lead of the front desk planned: the team, and a roster for each of four weeks, the first the one in which the data end. */
export function sampleRosters(endsAt: number) {
  const { eu } = companyDays()
  const today = eu.at(endsAt)
  const rosters = Array.from({ length: WEEKS }, (_, week) => {
    const monday = today.index - today.weekday + 1 + 7 * week
    return rosterOf(
      Array.from({ length: 7 }, (_, day) => eu.day(monday + day)),
      week,
    )
  })
  const team = { kind: 'roster_team', id: TEAM, valid_from: null, body: { name: 'Front desk', ...SETUP } }
  return [team, ...rosters]
}

function rosterOf(days: readonly LocalDay[], week: number) {
  const [monday] = days as [LocalDay, ...LocalDay[]]
  const working = days.filter(({ weekday, holiday }) => weekday <= 5 && holiday === null)
  return {
    kind: 'roster',
    id: `${TEAM}-${monday.date}`,
    valid_from: null,
    body: {
      name: `Front desk, ${monday.date}`,
      team: { id: TEAM, version: 1 },
      problem: {
        ...SETUP,
        from: monday.date,
        holidays: days.filter(({ holiday }) => holiday !== null).map(({ date }) => date),
        requirement: working.flatMap(needOf),
      },
      shifts: working.flatMap((day) => shiftsOf(day, week)),
    },
  }
}

/** Two people while the desk is open, and one more for what waits when it opens: after the weekend until noon. */
function needOf({ startsAt, weekday }: LocalDay) {
  const until = weekday === MONDAY ? 12 : 9
  return Array.from({ length: 20 }, (_, i) => {
    const hour = 8 + i / 2
    return {
      time: new Date(startsAt + hour * HOUR).toISOString(),
      skill: TEAM,
      queue: QUEUE,
      agents: hour < until ? 3 : 2,
    }
  })
}

/** The late shift of those who work all week goes round, a week each. */
function shiftsOf(day: LocalDay, week: number) {
  const late = ALL_WEEK[week % ALL_WEEK.length] as string
  const isThin = day.weekday === MONDAY
  const early = [...ALL_WEEK.filter((id) => id !== late), ...(isThin ? [] : [PART_TIME.early])]
  return [
    ...early.map((person, place) => shift(day, person, 'early', place)),
    ...[late, ...(isThin ? [] : [PART_TIME.late])].map((person, place) => shift(day, person, 'late', place)),
  ]
}

function shift({ date, startsAt }: LocalDay, person: string, pattern: PatternId, place: number) {
  const { from, to, pause } = HOURS[pattern]
  const at = (hour: number) => new Date(startsAt + hour * HOUR).toISOString()
  const off = pause + place / 2
  const breaks = [{ start: at(off), end: at(off + 0.5) }]
  return { person, pattern, date, start: at(from), end: at(to), breaks }
}
