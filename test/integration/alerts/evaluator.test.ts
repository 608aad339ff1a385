import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backtest, gridFor } from '../../../pipelines/alerts/backtest.ts'
import { alertContext } from '../../../pipelines/alerts/context.ts'
import { Evaluator } from '../../../pipelines/alerts/evaluate.ts'
import { ruleSchema } from '../../../pipelines/alerts/rule/rule.ts'
import { putConfig } from '../../../pipelines/config/verbs/put.ts'
import { withdrawConfig } from '../../../pipelines/config/verbs/withdraw.ts'
import { openPegel, type Pegel } from '../../../pipelines/pegel.ts'
import { importedSample, SAMPLE_ENDS, tempFolder } from '../pipeline/folder.ts'

const folder = tempFolder()
let pegel: Pegel
let clock = SAMPLE_ENDS.getTime()
const RULES = {
  slow: {
    name: 'Answers are slow',
    when: {
      kind: 'metric',
      metric: 'response_time_median',
      by: ['team'],
      window_min: 240,
      is: 'above',
      enter: 1800,
      leave: 900,
      min_n: 2,
    },
    for_min: 30,
    keep_firing_min: 30,
  },
  waiting: {
    name: 'Waiting',
    when: { kind: 'metric', metric: 'backlog_waiting', window_min: 1, is: 'above', enter: 4 },
    keep_firing_min: 0,
  },
  wave: {
    name: 'More than usual',
    when: {
      kind: 'metric',
      metric: 'tickets_created',
      window_min: 240,
      against: { kind: 'weekdays', weeks: 3 },
      is: 'above',
      enter: 1.6,
    },
    keep_firing_min: 0,
  },
  tickets: { name: 'At risk', when: { kind: 'ticket_risk', measure: 'probability', enter: 0.6 } },
  minutes: {
    name: 'Soon due',
    when: { kind: 'ticket_risk', measure: 'minutes_left', enter: 20, targets: ['first_response'] },
  },
  queue: {
    name: 'Many at risk',
    when: { kind: 'queue_risk', enter: 2, probability: 0.5 },
    keep_firing_min: 15,
  },
  burn: {
    name: 'Budget burns',
    when: {
      kind: 'burn_rate',
      policy: 'Default',
      target: 'first_response',
      long_min: 1440,
      enter: 2,
      min_n: 1,
    },
  },
  silent: { name: 'Silence', when: { kind: 'source_silent', enter: 60 }, schedule: 'default' },
} as const
const STEP = 20
const DAYS = 1

beforeAll(async () => {
  await importedSample(`${folder.path}/data`)
  pegel = await openPegel({ dataDir: `${folder.path}/data`, now: () => new Date(clock) })
})
afterAll(async () => {
  await pegel.close()
  folder.remove()
})

describe('rules on the sample company', () => {
  it('fire in the back-test exactly when the evaluator that looks again and again has them fire', async () => {
    for (const [id, body] of Object.entries(RULES)) {
      await putConfig(pegel, { kind: 'alert', id, body: { ...body }, validFrom: null, author: 'test' })
    }
    const grid = gridFor(ruleSchema.parse(RULES.waiting), DAYS, Date.parse('2026-09-16T12:00:00Z'), STEP)
    const evaluator = await Evaluator.open(pegel.engine, grid.fromMs)
    const replayed = new Map<string, string[]>()
    for (let i = 0; i < grid.count; i++) {
      const at = grid.fromMs + i * grid.stepMs
      const { turns } = await evaluator.look(alertContext(pegel, at), at)
      for (const { rule, labels, turn, atMs } of turns) {
        if (turn !== 'fired' && turn !== 'resolved') continue
        const line = `${new Date(atMs).toISOString()} ${turn} ${JSON.stringify(labels)}`
        replayed.set(rule, [...(replayed.get(rule) ?? []), line])
      }
    }
    let fired = 0
    for (const [id, body] of Object.entries(RULES)) {
      const rule = ruleSchema.parse(body)
      const to = new Date(grid.fromMs + (grid.count - 1) * grid.stepMs).toISOString()
      const tested = await backtest(alertContext(pegel, grid.fromMs), { rule, days: DAYS, stepMin: STEP, to })
      const lines = tested.firings.flatMap(({ labels, from, to: until }) => [
        `${new Date(from).toISOString()} fired ${JSON.stringify(labels)}`,
        ...(until === null ? [] : [`${new Date(until).toISOString()} resolved ${JSON.stringify(labels)}`]),
      ])
      expect(lines.sort(), id).toEqual((replayed.get(id) ?? []).sort())
      fired += tested.firings.length
    }
    expect(fired).toBeGreaterThan(10)
    expect([...replayed.keys()].length).toBeGreaterThanOrEqual(4)
  })

  it('remember over a restart: nothing is told twice, and what ends meanwhile is told', async () => {
    await putConfig(pegel, {
      kind: 'endpoint',
      id: 'hook',
      body: { type: 'webhook', name: 'Hook', url: 'https://hooks.example.com/x' },
      author: 'test',
    })
    const body = {
      name: 'Always',
      when: { kind: 'metric', metric: 'backlog_open', window_min: 1, is: 'above', enter: 1 },
      keep_firing_min: 0,
      notify: { to: ['hook'] },
    }
    await putConfig(pegel, { kind: 'alert', id: 'always', body, validFrom: null, author: 'test' })
    const at = (minute: number) => SAMPLE_ENDS.getTime() + minute * 60_000
    const looks = async (evaluator: Evaluator, minutes: readonly number[]) => {
      const sent: string[] = []
      for (const minute of minutes) {
        const { notices } = await evaluator.look(alertContext(pegel, at(minute)), at(minute))
        sent.push(...notices.filter(({ rule }) => rule === 'always').map(({ kind }) => `${minute} ${kind}`))
      }
      return sent
    }
    clock = at(10)
    await pegel.settle()
    expect(await looks(await Evaluator.open(pegel.engine, at(0)), [0, 1, 2])).toEqual(['1 firing'])
    const again = await Evaluator.open(pegel.engine, at(3))
    expect(await looks(again, [3, 4])).toEqual([])
    const before = await pegel.engine.rows('select * from alert_state order by all')
    await pegel.rebuild({ from: 'archive' })
    expect(await pegel.engine.rows('select * from alert_state order by all')).toEqual(before)
    const raised = { ...body, when: { ...body.when, enter: 100_000 } }
    await putConfig(pegel, { kind: 'alert', id: 'always', body: raised, author: 'test' })
    clock = at(30)
    const third = await Evaluator.open(pegel.engine, at(20))
    expect(await looks(third, [20, 22, 26])).toEqual(['26 resolved'])
    const deliveries = await pegel.engine.rows<{ n: number }>(
      `select count(*) as n from alert_delivery where rule = 'always'`,
    )
    expect(deliveries[0]?.n).toBe(2)
    await withdrawConfig(pegel, { kind: 'alert', id: 'always', author: 'test' })
  })

  it('say that they see nothing where what they ask for is gone, and the others go on', async () => {
    const gone = { dimension: 'team', values: ['dissolved'] }
    const when = {
      kind: 'metric',
      metric: 'backlog_open',
      window_min: 1,
      is: 'below',
      enter: 5,
      filters: [gone],
    }
    const there = {
      ...when,
      filters: [{ dimension: 'team', values: ['orders', 'dissolved'] }],
      enter: 100_000,
    }
    for (const [id, one] of Object.entries({ gone: when, there })) {
      await putConfig(pegel, {
        kind: 'alert',
        id,
        body: { name: id, when: one },
        validFrom: null,
        author: 'test',
      })
    }
    const at = SAMPLE_ENDS.getTime()
    const evaluator = await Evaluator.open(pegel.engine, at)
    await evaluator.look(alertContext(pegel, at), at)
    const phase = (id: string) => [...(evaluator.memory.get(id)?.alerts.values() ?? [])][0]?.state.phase
    expect(evaluator.memory.get('gone')?.health).toMatchObject({
      kind: 'no_data',
      reason: expect.stringContaining('nothing in the data'),
    })
    expect([phase('gone'), phase('there')]).toEqual(['no_data', 'firing'])
    const tested = await backtest(alertContext(pegel, at), {
      rule: ruleSchema.parse({ name: 'x', when }),
      days: 2,
      to: SAMPLE_ENDS.toISOString(),
    })
    expect(tested.firings).toEqual([])
    expect(tested.blind).toHaveLength(1)
  })

  it('refuse what cannot be reached, with the most that can', async () => {
    const put = (when: object) =>
      putConfig(pegel, { kind: 'alert', id: 'x', body: { name: 'x', when }, author: 'test' })
    const burn = { kind: 'burn_rate', policy: 'Default', target: 'resolution', long_min: 60, enter: 14.4 }
    await expect(put(burn)).rejects.toMatchObject({
      fields: { 'when.enter': expect.stringContaining('at most 10 times') },
    })
    await expect(put({ ...burn, policy: 'Gone' })).rejects.toMatchObject({
      fields: { 'when.policy': expect.any(String) },
    })
    const share = { kind: 'metric', metric: 'sla_attainment', window_min: 60, is: 'above', enter: 1.5 }
    await expect(put(share)).rejects.toMatchObject({
      fields: { 'when.enter': expect.stringContaining('at most 1') },
    })
    await expect(put({ ...share, enter: 0.5, by: ['mood'] })).rejects.toMatchObject({ code: 'invalid' })
    await expect(put({ ...share, enter: 0.5, leave: 0.6 })).rejects.toMatchObject({
      fields: { 'when.leave': 'not above enter' },
    })
  })
})
