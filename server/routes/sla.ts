import { z } from '@hono/zod-openapi'
import type { Pegel } from '../../pipelines/pegel.ts'
import { daysOff } from '../../pipelines/sla/days-off.ts'
import { errorBudget } from '../../pipelines/sla/error-budget.ts'
import { type App, apiRoute, json, sent } from './route.ts'
import {
  budgetSchema,
  daysOffSchema,
  explainedClockSchema,
  whatIfResultSchema,
  whatIfSchema,
} from './sla-schema.ts'

const clocksRoute = apiRoute({
  method: 'get',
  path: '/api/v1/tickets/{key}/clocks',
  summary: 'Why the clocks of a ticket say what they say: every stretch that counted, was paused or closed',
  tags: ['SLA'],
  request: {
    params: z.object({ key: z.string().max(500).openapi({ example: 'inbox:4711' }) }),
    query: z.object({
      target: z.enum(['first_response', 'next_response', 'resolution']).optional(),
      cycle: z.coerce.number().int().min(1).optional(),
    }),
  },
  responses: {
    200: {
      description: 'The clocks in the order of their starts',
      content: json(z.array(explainedClockSchema)),
    },
  },
})

const whatIfRoute = apiRoute({
  method: 'post',
  path: '/api/v1/sla/what-if',
  summary: 'Outcomes of past clocks under other policies or calendars; the record stays as it is',
  tags: ['SLA'],
  request: {
    body: sent(whatIfSchema),
  },
  responses: {
    200: {
      description: 'Outcomes before and after',
      content: json(whatIfResultSchema),
    },
  },
})

const budgetRoute = apiRoute({
  method: 'get',
  path: '/api/v1/sla/budget',
  summary: 'What may still be missed this month, and how fast it is used up, per policy and target',
  tags: ['SLA'],
  request: {
    query: z.object({
      tz: z.string().max(100).optional().openapi({ description: 'IANA zone of the month; UTC unless told' }),
    }),
  },
  responses: {
    200: {
      description: 'Policies in the order in which they are tried',
      content: json(budgetSchema),
    },
  },
})

const daysOffRoute = apiRoute({
  method: 'get',
  path: '/api/v1/sla/days-off',
  summary: 'The next days on which each calendar in force departs from its week',
  tags: ['SLA'],
  responses: {
    200: {
      description: 'By calendar, the soonest first',
      content: json(daysOffSchema),
    },
  },
})

export function slaRoutes(app: App, pegel: Pegel): void {
  app.openapi(clocksRoute, async (c) => {
    const { target, cycle } = c.req.valid('query')
    const clocks = await pegel.explainClocks({
      ticket: c.req.valid('param').key,
      ...(target === undefined ? {} : { target }),
      ...(cycle === undefined ? {} : { cycle }),
    })
    return c.json(clocks, 200)
  })
  app.openapi(budgetRoute, async (c) => c.json(await errorBudget(pegel, c.req.valid('query')), 200))
  app.openapi(daysOffRoute, async (c) => c.json(await daysOff(pegel), 200))
  app.openapi(whatIfRoute, async (c) => c.json(await pegel.whatIf(c.req.valid('json')), 200))
}
