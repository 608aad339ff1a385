import { backtest } from '../../pipelines/alerts/backtest.ts'
import { alertContext } from '../../pipelines/alerts/context.ts'
import { Evaluator } from '../../pipelines/alerts/evaluate.ts'
import { ruleSchema } from '../../pipelines/alerts/rule/rule.ts'
import { importConfig } from '../../pipelines/config/verbs/import-yaml.ts'
import { openPegel, type Pegel } from '../../pipelines/pegel.ts'
import { inboxMessage } from '../load/inbox.ts'
import { type Bench, type Figure, median } from './figure.ts'
import { DEMO, now, sampleFolder } from './sample.ts'

const RULES = 200
const LOOKS = 5
const EVENTS = 5

const METRICS = [
  'response_time_median',
  'first_response_time_p90',
  'sla_attainment',
  'backlog_open',
  'backlog_waiting',
  'waiting_age_oldest',
  'messages_inbound',
  'tickets_created',
  'csat',
  'sla_breached',
]
/** Never more than 1. */
const SHARES = ['sla_attainment', 'csat']

/** 200 different rules: every metric by different groups, windows and filters, and each other sort of condition. */
function rules(): object[] {
  const bys = [[], ['team'], ['channel'], ['team', 'priority']]
  const windows = [30, 60, 240, 1440]
  return Array.from({ length: RULES }, (_, i) => {
    const by = bys[i % bys.length]
    const kind = i % 20
    if (kind === 7) return { kind: 'ticket_risk', measure: 'probability', enter: 0.5 + (i % 40) / 100 }
    if (kind === 11) return { kind: 'queue_risk', enter: 5 + (i % 7) }
    if (kind === 13)
      return { kind: 'burn_rate', policy: 'Default', target: 'resolution', long_min: 60 + i, enter: 3 }
    if (kind === 17) return { kind: 'source_silent', enter: 30 + i }
    const against = kind === 19 ? { kind: 'weekdays', weeks: 4 } : { kind: 'value' }
    const metric = METRICS[i % METRICS.length] ?? 'backlog_open'
    const filters = i % 3 === 0 ? [{ dimension: 'channel', values: ['whatsapp'] }] : []
    return {
      kind: 'metric',
      metric,
      by,
      filters,
      window_min: windows[(i >> 2) % 4],
      against,
      is: 'above',
      enter: SHARES.includes(metric) ? 0.5 : 1 + i,
    }
  })
}

const BACKTESTS: Record<string, object> = {
  'response time by team': {
    kind: 'metric',
    metric: 'response_time_median',
    by: ['team'],
    window_min: 60,
    is: 'above',
    enter: 1800,
    min_n: 3,
  },
  'backlog by team': {
    kind: 'metric',
    metric: 'backlog_waiting',
    by: ['team'],
    window_min: 1,
    is: 'above',
    enter: 20,
  },
  'against the weekdays before': {
    kind: 'metric',
    metric: 'tickets_created',
    window_min: 120,
    against: { kind: 'weekdays' },
    is: 'above',
    enter: 2,
  },
  'tickets at risk': { kind: 'ticket_risk', measure: 'probability', enter: 0.6 },
  'burning budget': {
    kind: 'burn_rate',
    policy: 'Default',
    target: 'first_response',
    long_min: 1440,
    enter: 3,
  },
}

export const alertsBench: Bench = {
  name: 'alerts',
  about: 'looks at 200 rules, back-tests over 90 days, and how soon the risk list knows, on the demo',
  async run() {
    const dataDir = await sampleFolder(DEMO)
    const pegel = await openPegel({ dataDir, now })
    const documents = rules().map((when, i) => ({
      kind: 'alert',
      id: `rule-${i}`,
      valid_from: null,
      body: { name: `Rule ${i}`, when },
    }))
    await importConfig(pegel, { yaml: JSON.stringify(documents), author: 'bench' })
    const figures = [await looks(pegel), ...(await backtests(pegel))]
    await pegel.close()
    return [...figures, await freshness(dataDir)]
  },
}

async function looks(pegel: Pegel): Promise<Figure> {
  const at = Date.parse(pegel.asOf)
  const evaluator = await Evaluator.open(pegel.engine, at)
  const seconds: number[] = []
  for (let i = 0; i < LOOKS; i++) {
    const instant = at - (LOOKS - i) * 30_000
    const { tookMs, rules: count } = await evaluator.look(alertContext(pegel, instant), instant)
    if (count !== RULES) throw new Error(`${count} rules were looked at`)
    seconds.push(tookMs / 1000)
  }
  return {
    what: '200 rules, one look',
    value: median(seconds),
    unit: 's',
    runs: LOOKS,
    wanted: { at: 'most', value: 3 },
  }
}

async function backtests(pegel: Pegel): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [name, when] of Object.entries(BACKTESTS)) {
    const rule = ruleSchema.parse({ name, when })
    const started = performance.now()
    await backtest(alertContext(pegel, Date.parse(pegel.asOf)), { rule, days: 90 })
    const value = (performance.now() - started) / 1000
    figures.push({
      what: `back-test of 90 days: ${name}`,
      value,
      unit: 's',
      runs: 1,
      wanted: { at: 'most', value: 3 },
    })
  }
  return figures
}

/** From the moment at which an event is taken in until the risk list shows its ticket. */
async function freshness(dataDir: string): Promise<Figure> {
  const started = Date.now()
  const pegel = await openPegel({
    dataDir,
    background: true,
    now: () => new Date(now().getTime() + Date.now() - started),
  })
  const seconds: number[] = []
  for (let i = 0; i < EVENTS; i++) {
    const { body, headers } = inboxMessage(900_000 + i, pegel.now())
    const sent = performance.now()
    await pegel.accept({ source: 'inbox', account: null, headers, body: Buffer.from(body) })
    const id = `T${900_000 + i}`
    while (
      !(await pegel.atRisk({ withinS: 10 * 86_400, limit: 200 })).some(({ ticketId }) => ticketId === id)
    ) {
      if (performance.now() - sent > 60_000) throw new Error('the ticket never came')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    seconds.push((performance.now() - sent) / 1000)
  }
  await pegel.close()
  return {
    what: 'risk list knows of an event',
    value: median(seconds),
    unit: 's',
    runs: EVENTS,
    wanted: { at: 'most', value: 5 },
  }
}
