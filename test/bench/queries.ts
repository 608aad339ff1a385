import { query } from '../../pipelines/metrics/query.ts'
import type { QueryInput } from '../../pipelines/metrics/types.ts'
import { openPegel } from '../../pipelines/pegel.ts'
import { type Bench, quantile } from './figure.ts'
import { DEMO, now, sampleFolder } from './sample.ts'

const RUNS = 5
const TZ = 'Europe/Berlin'
const TODAY = { from: '2026-11-20', tz: TZ }
const WEEK = { from: '2026-11-13', to: '2026-11-20', tz: TZ }
const QUARTER = { from: '2026-08-24', to: '2026-11-16', tz: TZ }
const YEAR = { from: '2025-11-20', to: '2026-11-20', tz: TZ }

/** What Live asks when it opens. */
const LIVE: QueryInput[] = [
  ...['backlog_open', 'sla_breached', 'response_time_mean', 'messages_inbound', 'tickets_created'].map(
    (metric) => ({
      metrics: [metric],
      compare: 'previous' as const,
      ...TODAY,
    }),
  ),
  { metrics: ['backlog_open'], by: ['priority'], ...TODAY },
  { metrics: ['backlog_open'], by: ['team'], ...TODAY },
  { metrics: ['messages_inbound'], grain: 'hour', ...TODAY },
  { metrics: ['messages_inbound'], grain: 'hour', ...WEEK },
]

const METRICS = [
  'tickets_created',
  'tickets_resolved',
  'backlog_open',
  'response_time_median',
  'first_response_time_p90_business',
  'full_resolution_time_mean',
  'sla_attainment',
  'csat',
  'bot_containment',
  'handoff_rate',
]

/** What an analyst asks in Explore: totals, lines, leaderboards, a heatmap. */
const EXPLORE: QueryInput[] = METRICS.flatMap((metric): QueryInput[] => [
  { metrics: [metric], ...YEAR, compare: 'previous' },
  { metrics: [metric], by: ['team'], ...QUARTER, compare: 'previous', limit: 50 },
  { metrics: [metric], grain: 'day', ...QUARTER, compare: 'previous' },
  { metrics: [metric], by: ['channel'], grain: 'week', ...YEAR },
  { metrics: [metric], by: ['team', 'channel', 'tier'], ...QUARTER, limit: 100 },
  { metrics: [metric], grain: 'day', ...WEEK, filters: [{ dimension: 'channel', values: ['whatsapp'] }] },
])
const HEAT: QueryInput[] = ['tickets_created', 'messages_inbound', 'response_time_median'].map((metric) => ({
  metrics: [metric],
  by: ['day_of_week', 'hour_of_day'],
  ...YEAR,
}))

/** Every question once per opening of the folder, so that nothing is answered from memory of itself. */
export const queryBench: Bench = {
  name: 'queries',
  about: `${LIVE.length + EXPLORE.length + HEAT.length} questions of Live and Explore on ${DEMO} messages, none cached`,
  async run() {
    const dataDir = await sampleFolder(DEMO)
    const live: number[] = []
    const explore: number[] = []
    for (let run = 0; run < RUNS; run++) {
      const pegel = await openPegel({ dataDir, now })
      await query(pegel, { metrics: ['tickets_created'] })
      for (const input of LIVE) live.push(await timed(() => query(pegel, input)))
      for (const input of [...EXPLORE, ...HEAT]) explore.push(await timed(() => query(pegel, input)))
      await pegel.close()
    }
    const wanted = { at: 'most', value: 50 } as const
    return [
      { what: 'a question of Live, p95', value: quantile(live, 0.95), unit: 'ms', runs: live.length, wanted },
      { what: 'a question of Explore, p50', value: quantile(explore, 0.5), unit: 'ms', runs: explore.length },
      {
        what: 'a question of Explore, p95',
        value: quantile(explore, 0.95),
        unit: 'ms',
        runs: explore.length,
        wanted,
      },
      { what: 'the slowest of them', value: Math.max(...live, ...explore), unit: 'ms', runs: 1 },
    ]
  },
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
