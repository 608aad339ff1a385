import { z } from '@hono/zod-openapi'
import { fieldsOf, sentenceOf } from '../../pipelines/config/fields.ts'
import { invalid } from '../../pipelines/errors.ts'
import type { Pegel } from '../../pipelines/pegel.ts'
import { checkRoster } from '../../pipelines/roster/check/check-roster.ts'
import { RosterJobs } from '../../pipelines/roster/jobs.ts'
import { storedRosterSchema } from '../../pipelines/roster/model/stored.ts'
import { rosterIcal } from '../../pipelines/roster/out/ical.ts'
import { rosterCsv } from '../../pipelines/roster/out/shift-csv.ts'
import { problemOf } from '../../pipelines/roster/verbs/problem-of.ts'
import { getRoster, listRosters, saveRoster } from '../../pipelines/roster/verbs/stored.ts'
import { AUTHOR } from '../author.ts'
import { CSV_CONTENT, fileHeaders } from './accepts.ts'
import {
  checkBody,
  checkSchema,
  headSchema,
  jobSchema,
  saveBody,
  savedSchema,
  solveBody,
  startedSchema,
  storedSchema,
} from './roster-schema.ts'
import { type App, apiRoute, json, ok, sent } from './route.ts'

const tags = ['Roster']
const idParams = z.object({ id: z.string().max(100).openapi({ example: '2026-w50-support' }) })

const solveRoute = apiRoute({
  method: 'post',
  path: '/api/v1/roster/jobs',
  summary: 'Begin to make a roster; ask the job for progress and result',
  tags,
  request: { body: sent(solveBody) },
  responses: { 202: { description: 'The job', content: json(startedSchema) } },
})

const jobRoute = apiRoute({
  method: 'get',
  path: '/api/v1/roster/jobs/{id}',
  summary: 'Progress of a job, and its roster once it is done',
  tags,
  request: { params: idParams },
  responses: ok('The job', jobSchema),
})

const cancelRoute = apiRoute({
  method: 'delete',
  path: '/api/v1/roster/jobs/{id}',
  summary: 'Stop a job; the best roster so far becomes its result',
  tags,
  request: { params: idParams },
  responses: ok('The job', jobSchema),
})

const checkRoute = apiRoute({
  method: 'post',
  path: '/api/v1/roster/check',
  summary: 'What is wrong with a roster, what it covers and costs; keeps nothing',
  tags,
  request: { body: sent(checkBody) },
  responses: ok('Findings, coverage and costs', checkSchema),
})

const listRoute = apiRoute({
  method: 'get',
  path: '/api/v1/roster/saved',
  summary: 'Saved rosters, the latest first',
  tags,
  responses: ok('The rosters', z.array(headSchema)),
})

const getRoute = apiRoute({
  method: 'get',
  path: '/api/v1/roster/saved/{id}',
  summary: 'A saved roster with the problem it answers, checked',
  tags,
  request: { params: idParams },
  responses: ok('The roster', storedSchema),
})

const saveRoute = apiRoute({
  method: 'put',
  path: '/api/v1/roster/saved/{id}',
  summary: 'Save a roster as a new version',
  tags,
  request: { params: idParams, body: sent(saveBody) },
  responses: ok('The version', savedSchema),
})

const csvRoute = apiRoute({
  method: 'get',
  path: '/api/v1/roster/saved/{id}/csv',
  summary: 'A saved roster as CSV, one row a shift',
  tags,
  request: { params: idParams },
  responses: { 200: { description: 'The file', content: CSV_CONTENT } },
})

const icalRoute = apiRoute({
  method: 'get',
  path: '/api/v1/roster/saved/{id}/ical',
  summary: 'A saved roster as iCalendar, of one person or all',
  tags,
  request: { params: idParams, query: z.object({ person: z.string().max(80).optional() }) },
  responses: { 200: { description: 'The file', content: { 'text/calendar': { schema: z.string() } } } },
})

export function rosterRoutes(app: App, pegel: Pegel): void {
  const jobs = new RosterJobs(() => pegel.now())

  app.openapi(solveRoute, async (c) => {
    const { ask, time_limit, explain } = c.req.valid('json')
    const { problem, team } = await problemOf(pegel, ask)
    const job = jobs.start(problem, { seconds: time_limit, explain })
    return c.json({ ...job, problem: { ...problem } as Record<string, unknown>, team }, 202)
  })
  app.openapi(jobRoute, (c) => c.json(jobs.get(c.req.valid('param').id), 200))
  app.openapi(cancelRoute, (c) => c.json(jobs.cancel(c.req.valid('param').id), 200))
  app.openapi(checkRoute, async (c) => {
    const { ask, shifts, on_call } = c.req.valid('json')
    const { problem } = await problemOf(pegel, ask)
    return c.json(checkRoster(problem, { shifts, on_call }), 200)
  })
  app.openapi(listRoute, async (c) => c.json(await listRosters(pegel), 200))
  app.openapi(getRoute, async (c) => {
    const stored = await getRoster(pegel, c.req.valid('param').id)
    return c.json({ ...stored, roster: { ...stored.roster } as Record<string, unknown> }, 200)
  })
  app.openapi(saveRoute, async (c) => {
    const { roster, basedOn, note } = c.req.valid('json')
    const read = storedRosterSchema.safeParse(roster)
    if (!read.success) {
      const fields = fieldsOf(read.error)
      throw invalid(`not valid: ${sentenceOf(fields)}`, fields)
    }
    const { id } = c.req.valid('param')
    return c.json(await saveRoster(pegel, { id, roster: read.data, basedOn, note, author: AUTHOR }), 200)
  })
  app.openapi(csvRoute, async (c) => {
    const { id } = c.req.valid('param')
    const { roster } = await getRoster(pegel, id)
    return c.body(rosterCsv(roster, roster.problem.people), 200, fileHeaders('csv', id))
  })
  app.openapi(icalRoute, async (c) => {
    const { id } = c.req.valid('param')
    const { person = null } = c.req.valid('query')
    const { roster, recordedAt } = await getRoster(pegel, id)
    const { people, zone } = roster.problem
    const name = `${id}${person === null ? '' : `-${person.replace(/[^\w-]/g, '_')}`}`
    return c.body(rosterIcal(roster, { person, people, zone, stampedAt: recordedAt }), 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.ics"`,
    })
  })
}
