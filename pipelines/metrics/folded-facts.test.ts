import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, at, botSays, type Folding, onTicket, openFolding, reply } from '../models/test-fold.ts'
import { drill } from './drill.ts'
import { FACTS, type FactName } from './facts.ts'
import { query } from './query.ts'
import { contextOf, testCatalog } from './test-facts.ts'

const AS_OF = at(3 * 86_400)

let folding: Folding
beforeAll(async () => {
  folding = await openFolding()
  await folding.store([
    onTicket('1', 0, { type: 'ticket.created', status: 'new', channel: 'whatsapp', team: 'Billing' }),
    onTicket('1', 0, ask),
    onTicket('1', 60, botSays),
    onTicket('1', 120, { type: 'ticket.handoff' }),
    onTicket('1', 600, reply()),
    onTicket('1', 900, { type: 'ticket.updated', status: 'solved', actorType: 'agent', actorId: 'agent-1' }),
    onTicket('1', 950, { type: 'csat.requested', surveyId: 's1' }),
    onTicket('1', 1000, { type: 'csat.received', surveyId: 's1', score: 1, scaleMin: 1, scaleMax: 5 }),
    onTicket('1', 90_000, { ...ask, status: 'open' }),
    onTicket('2', 3_600, { type: 'ticket.created', status: 'new', team: 'Sales' }),
    onTicket('2', 3_600, ask),
    onTicket('3', 7_200, { type: 'ticket.created', status: 'new' }),
    onTicket('3', 7_300, { type: 'ticket.spam' }),
  ])
  await folding.full(AS_OF)
})
afterAll(() => folding.close())

describe('the facts as the models write them', () => {
  it.each(Object.keys(FACTS) as FactName[])('%s has the columns that the catalog may name', async (fact) => {
    const { columns } = await folding.engine.columns(`select * from ${fact} limit 0`)
    expect(columns.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(FACTS[fact])))
  })

  it('answer every metric, and its drill', async () => {
    const context = contextOf(folding.engine, AS_OF)
    for (const metric of testCatalog.metrics.keys()) {
      const { data } = await query(context, { metrics: [metric], by: ['team'] })
      const { total } = await drill(context, { metric })
      const sum = (data[`${metric}__n`] ?? []).reduce<number>((all, n) => all + Number(n), 0)
      expect(total, metric).toBe(sum)
    }
  })

  it('give the figures of this little history', async () => {
    const metrics = [
      'tickets_created',
      'tickets_removed',
      'tickets_resolved',
      'tickets_reopened',
      'backlog_open',
      'response_time_mean',
      'csat',
      'csat_response_rate',
      'handoffs',
    ]
    const { data } = await query(contextOf(folding.engine, AS_OF), { metrics })
    expect(Object.fromEntries(metrics.map((metric) => [metric, data[metric]?.[0]]))).toEqual({
      tickets_created: 2,
      tickets_removed: 1,
      tickets_resolved: 1,
      tickets_reopened: 1,
      backlog_open: 2,
      response_time_mean: 600,
      csat: 1,
      csat_response_rate: 1,
      handoffs: 1,
    })
  })

  it('are what their rollups add up to', async () => {
    for (const { id, kind } of [...testCatalog.metrics.values()].filter(
      (metric) => 'rollup' in metric && metric.rollup,
    )) {
      const question = { metrics: [id], by: ['team'], from: '2026-03-01', to: '2026-03-10' }
      const facts = await query(contextOf(folding.engine, AS_OF, { source: 'facts' }), question)
      const rollup = await query(contextOf(folding.engine, AS_OF, { source: 'rollup' }), question)
      expect(rollup.meta.sources, id).toEqual(['rollup'])
      if (kind !== 'quantile') expect(rollup.data, id).toEqual(facts.data)
    }
  })
})
