import { z } from '@hono/zod-openapi'
import type { Forecasts } from '../../pipelines/forecast/service/forecasts.ts'
import { instantText } from '../../pipelines/instant-text.ts'
import type { Pegel } from '../../pipelines/pegel.ts'
import { staffedCapacity } from '../../pipelines/staffing/capacity.ts'
import type { Compared, ComparedInterval } from '../../pipelines/staffing/compare.ts'
import { expectedWait } from '../../pipelines/staffing/expected-wait/expected-wait.ts'
import { planQueue, type QueuePlan } from '../../pipelines/staffing/plan-queue.ts'
import type { Estimate } from '../../pipelines/staffing/simulation/estimate.ts'
import { type App, apiRoute, json, sent } from './route.ts'
import {
  capacityInput,
  capacitySchema,
  expectedWaitSchema,
  planResultSchema,
  planSchema,
  queueParam,
} from './staffing-schema.ts'

const planRoute = apiRoute({
  method: 'post',
  path: '/api/v1/staffing/plan',
  summary:
    'People needed per interval for the forecast of a queue, with scenarios, a plan and its simulation',
  tags: ['Planning'],
  request: { body: sent(planSchema) },
  responses: {
    200: {
      description: 'The base, then the scenarios',
      content: json(planResultSchema),
    },
  },
})

const waitRoute = apiRoute({
  method: 'get',
  path: '/api/v1/expected-wait',
  summary: 'What a bot or a website may promise a customer who writes to a queue now',
  tags: ['Planning'],
  request: { query: z.object({ queue: queueParam }) },
  responses: {
    200: {
      description: 'Promises, and whether earlier ones were kept',
      content: json(expectedWaitSchema),
    },
  },
})

const capacityRoute = apiRoute({
  method: 'post',
  path: '/api/v1/staffing/capacity',
  summary: 'Contacts per hour that the people of saved rosters can take',
  tags: ['Planning'],
  request: { body: sent(capacityInput) },
  responses: { 200: { description: 'By elapsed hour', content: json(capacitySchema) } },
})

export function staffingRoutes(app: App, pegel: Pegel, forecasts: Forecasts): void {
  app.openapi(planRoute, async (c) => {
    const input = c.req.valid('json')
    const context = { engine: pegel.engine, now: () => pegel.now(), forecasts }
    return c.json(shown(await planQueue(context, input)), 200)
  })
  app.openapi(capacityRoute, async (c) => {
    const input = c.req.valid('json') as Parameters<typeof staffedCapacity>[1]
    const context = {
      engine: pegel.engine,
      now: () => pegel.now(),
      queues: () => forecasts.queues(),
      loads: () => forecasts.loads(),
    }
    return c.json(await staffedCapacity(context, input), 200)
  })
  app.openapi(waitRoute, async (c) => c.json(await expectedWait(pegel, c.req.valid('query')), 200))
}

function shown({ demand, start, scenarios, ...rest }: QueuePlan) {
  const startMs = Date.parse(start)
  const time = demand.mean.map((_, i) => instantText(startMs + i * demand.stepS * 1000))
  const [low, high] = [demand.quantiles?.['0.1'], demand.quantiles?.['0.9']]
  return {
    ...rest,
    time,
    band: low && high ? { low: [...low], high: [...high] } : null,
    open: demand.openS.map((open) => open > 0),
    scenarios: scenarios.map(scenarioShown),
  }
}

function scenarioShown({ name, intervals, total }: Compared) {
  const column = <T>(of: (one: ComparedInterval) => T): T[] => intervals.map(of)
  const shares = (of: (one: ComparedInterval) => number | null) => column((one) => finite(of(one)))
  return {
    name,
    intervals: {
      contacts: column((one) => one.contacts),
      load: column((one) => one.need.load),
      agents: column((one) => one.need.agents),
      rostered: column((one) => one.need.rostered),
      because: column((one) => [...one.need.because]),
      serviceLevel: shares((one) => one.need.serviceLevel),
      waitS: shares((one) => one.need.waitS),
      occupancy: shares((one) => one.need.occupancy),
      abandoned: shares((one) => one.need.abandoned),
      backlog: shares((one) => one.need.backlog),
      planned: column((one) => one.planned),
      gap: column((one) => one.gap),
      plannedServiceLevel: shares((one) => one.withPlan.serviceLevel),
      plannedWaitS: shares((one) => one.withPlan.waitS),
      simulatedServiceLevel: shares((one) => one.simulated?.serviceLevel ?? null),
    },
    total: {
      ...total,
      plannedWaitS: finite(total.plannedWaitS),
      simulated: total.simulated && {
        serviceLevel: estimateShown(total.simulated.serviceLevel),
        waitS: estimateShown(total.simulated.waitS),
        abandoned: estimateShown(total.simulated.abandoned),
        occupancy: estimateShown(total.simulated.occupancy),
      },
    },
  }
}

const estimateShown = (one: Estimate | null) =>
  one && { value: one.value, low: finite(one.low), high: finite(one.high) }

const finite = (value: number | null) => (value !== null && Number.isFinite(value) ? value : null)
