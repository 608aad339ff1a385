import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Job } from '../../../pipelines/roster/jobs.ts'
import type { Shift } from '../../../pipelines/roster/model/roster.ts'
import { need, teamOf } from '../../../pipelines/roster/test-team.ts'
import { openFolder, post, type TestFolder } from './folder.ts'

let folder: TestFolder
beforeAll(async () => {
  folder = await openFolder()
})
afterAll(() => folder.close())

const send = (method: string, path: string, body?: unknown) =>
  Promise.resolve(
    folder.app.request(`http://localhost:3000${path}`, {
      method,
      headers: { 'content-type': 'application/json', host: 'localhost:3000' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )
const get = async <T>(path: string) => (await (await send('GET', path)).json()) as T

const {
  from: _from,
  days: _days,
  step_minutes: _step,
  requirement: _requirement,
  pinned: _pinned,
  pinned_on_call: _duties,
  ...team
} = teamOf({
  people: [
    { id: 'a', name: 'A, one; two', skills: ['phone'], contract_hours: 24 },
    { id: 'b', skills: ['phone'], contract_hours: 24 },
  ],
  rules: {},
})

async function solved(ask: unknown): Promise<Job> {
  const started = await post(folder.app, '/api/v1/roster/jobs', { ask, time_limit: 1, explain: false })
  expect(started.status).toBe(202)
  const { id } = (await started.json()) as Job
  for (;;) {
    const job = await get<Job>(`/api/v1/roster/jobs/${id}`)
    if (job.state === 'done' || job.state === 'failed') return job
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

describe('rosters over HTTP', () => {
  const ask = { team: 'desk', from: '2026-12-07', days: 3, step_minutes: 60, requirement: [need(1, 3)] }
  let shifts: Shift[]

  it('are made of a team of the configuration', async () => {
    const put = await send('PUT', '/api/v1/config/roster_team/desk', { body: team, validFrom: null })
    expect(put.status).toBe(200)
    const job = await solved(ask)
    expect(job.error).toBeNull()
    expect(job.roster?.check.legal).toBe(true)
    shifts = job.roster?.shifts ?? []
    expect(shifts.length).toBeGreaterThan(2)
  })

  it('are checked after a hand edit, without keeping anything', async () => {
    const [first, ...rest] = shifts as [Shift, ...Shift[]]
    const check = async (edited: Shift[]) => {
      const answer = await post(folder.app, '/api/v1/roster/check', { ask, shifts: edited, on_call: [] })
      return (await answer.json()) as { legal: boolean; findings: { rule: string; hard: boolean }[] }
    }
    expect((await check(shifts)).legal).toBe(true)
    const broken = await check([{ ...first, breaks: [] }, ...rest])
    expect(broken.legal).toBe(false)
    expect(broken.findings.filter(({ hard }) => hard).map(({ rule }) => rule)).toEqual(['breaks', 'breaks'])
  })

  it('are saved as versions that a rebuild keeps, and leave as CSV and iCal', async () => {
    const problem = { ...team, ...ask, team: undefined }
    const body = (basedOn: number) => ({
      roster: { team: { id: 'desk', version: 1 }, problem, shifts, on_call: [] },
      basedOn,
    })
    const path = '/api/v1/roster/saved/week-50'
    expect((await send('PUT', path, body(0))).status).toBe(200)
    expect((await send('PUT', path, body(0))).status).toBe(409)
    expect(await (await send('PUT', path, body(1))).json()).toEqual({
      id: 'week-50',
      version: 2,
      legal: true,
    })
    await folder.pegel.rebuild({ from: 'journal' })
    const kept = await get<{
      version: number
      author: string
      roster: { shifts: Shift[] }
      check: { legal: boolean }
    }>(path)
    expect(kept).toMatchObject({ version: 2, author: 'admin', check: { legal: true } })
    expect(kept.roster.shifts).toEqual(shifts)
    expect(await get<{ id: string; shifts: number }[]>('/api/v1/roster/saved')).toMatchObject([
      { id: 'week-50', shifts: shifts.length },
    ])

    const csv = await (await send('GET', `${path}/csv`)).text()
    expect(csv.trim().split('\r\n').length).toBe(shifts.length + 1)
    const ical = await (await send('GET', `${path}/ical?person=a`)).text()
    expect(ical.match(/BEGIN:VEVENT/g)?.length).toBe(shifts.filter(({ person }) => person === 'a').length)
    const all = await (await send('GET', `${path}/ical`)).text()
    expect(all).toContain('SUMMARY:A\\, one\\; two: ')
  })

  it('refuse what is no problem, naming the fields, and what is not there', async () => {
    const wrong = await post(folder.app, '/api/v1/roster/jobs', { ask: { ...ask, days: 99 } })
    expect(wrong.status).toBe(400)
    expect(((await wrong.json()) as { fields: object }).fields).toHaveProperty('days')
    expect((await post(folder.app, '/api/v1/roster/jobs', { ask: { ...ask, team: 'nobody' } })).status).toBe(
      404,
    )
    expect((await send('GET', '/api/v1/roster/jobs/none')).status).toBe(404)
    expect((await send('GET', '/api/v1/roster/saved/none')).status).toBe(404)
  })

  it('stop when told, with the best so far', async () => {
    const started = await post(folder.app, '/api/v1/roster/jobs', { ask, time_limit: 300, explain: true })
    const { id } = (await started.json()) as Job
    expect((await send('DELETE', `/api/v1/roster/jobs/${id}`)).status).toBe(200)
    for (;;) {
      const job = await get<Job>(`/api/v1/roster/jobs/${id}`)
      if (job.state === 'done') {
        expect(job.roster?.check.legal).toBe(true)
        return
      }
      expect(job.state).toBe('running')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })
})
