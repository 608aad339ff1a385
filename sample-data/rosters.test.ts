import { expect, it } from 'vitest'
import { checkRoster } from '../pipelines/roster/check/check-roster.ts'
import { setupSchema } from '../pipelines/roster/model/setup.ts'
import { storedRosterSchema } from '../pipelines/roster/model/stored.ts'
import { sampleRosters } from './rosters.ts'

const read = (end: string) => {
  const [team, ...weeks] = sampleRosters(Date.parse(end))
  return { team, rosters: weeks.map(({ body }) => storedRosterSchema.parse(body)) }
}

it('plans the week in which the data end and three more', () => {
  const { team, rosters } = read('2026-11-22T20:00:00Z')
  expect(setupSchema.parse(team?.body).people.map(({ contract_hours }) => contract_hours)).toEqual([
    40, 40, 40, 32, 32,
  ])
  const weeks = rosters.map(({ problem }) => problem.from)
  expect(weeks).toEqual(['2026-11-16', '2026-11-23', '2026-11-30', '2026-12-07'])
})

it('keeps to the law, in weeks with holidays and with the change of the clocks too', () => {
  for (const end of ['2026-11-20', '2026-12-18', '2027-03-25', '2026-10-20', '2027-05-03']) {
    for (const { problem, shifts, on_call } of read(end).rosters) {
      const { legal, findings } = checkRoster(problem, { shifts, on_call })
      expect([end, legal, findings.filter(({ hard }) => hard)]).toEqual([end, true, []])
    }
  }
})

it('misses people on Mondays, and on no other day', () => {
  const short = read('2026-11-20').rosters.flatMap(({ problem, shifts, on_call }) =>
    checkRoster(problem, { shifts, on_call }).coverage.filter(({ needed, there }) => there < needed),
  )
  const days = new Set(short.map(({ at }) => new Date(at).getUTCDay()))
  expect([...days]).toEqual([1])
})
