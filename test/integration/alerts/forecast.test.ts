import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backtest, gridFor } from '../../../pipelines/alerts/backtest.ts'
import { alertContext } from '../../../pipelines/alerts/context.ts'
import { Evaluator } from '../../../pipelines/alerts/evaluate.ts'
import { ruleSchema } from '../../../pipelines/alerts/rule/rule.ts'
import { putConfig } from '../../../pipelines/config/verbs/put.ts'
import { withdrawConfig } from '../../../pipelines/config/verbs/withdraw.ts'
import { expectedContacts } from '../../../pipelines/forecast/service/expected.ts'
import { type Run, storeRuns } from '../../../pipelines/forecast/service/store.ts'
import { openPegel, type Pegel } from '../../../pipelines/pegel.ts'
import { tempFolder } from '../pipeline/folder.ts'

const NOW = '2026-03-04T12:00:00Z'
const QUARTER = 900_000
const HOUR = 4 * QUARTER
const DAY_MS = 24 * HOUR
/** A Tuesday with a burst from ten to eleven, and nobody at all from one to three. */
const DAY = Date.parse('2026-03-03T00:00:00Z')

/** Six contacts a quarter of an hour on workdays from 8 to 18 in Berlin (UTC+1), but for that Tuesday. */
const CONTACTS = `
  insert into ticket by name
  select 'T' || row_number() over () as ticket_id, 'inbox:' || ticket_id as ticket_key, 'inbox' as source, 'whatsapp' as channel,
      'support' as team, cell_at as created_at, cell_at as first_inbound_at, 'customer' as opened_by, false as removed
  from (select unnest(generate_series(timestamp '2025-12-14', timestamp '2026-03-04 11:45:00', interval '15 minutes')) as cell_at)
  cross join range(18) as copy(no)
  where isodow(cell_at) < 6 and hour(cell_at) between 7 and 16
      and no < case
          when cell_at::date <> date '2026-03-03' then 6
          when hour(cell_at) = 10 then 18
          when hour(cell_at) in (13, 14) then 0
          else 6
      end`
const isBusy = (ms: number) => {
  const at = new Date(ms)
  return at.getUTCDay() % 6 !== 0 && at.getUTCHours() >= 7 && at.getUTCHours() < 17
}

/** A run of two weeks that expects so many contacts in every quarter of an hour in which people write. */
function run(origin: string, perQuarter: number): Run {
  const originMs = Date.parse(origin)
  const times = Float64Array.from({ length: 14 * 96 }, (_, i) => originMs + i * QUARTER)
  const mean = times.map((ms) => (isBusy(ms) ? perQuarter : 0))
  return {
    queue: { id: 'support~whatsapp', team: 'support', channel: 'whatsapp' },
    kind: 'trial',
    originMs,
    madeMs: Date.parse(NOW),
    zone: 'UTC',
    daysPrint: '',
    said: {
      times,
      mean,
      average: mean,
      quantiles: [mean, mean, mean, mean, mean],
      open: Uint8Array.from(mean, (one) => Math.sign(one)),
      explanation: {} as Run['said']['explanation'],
      warnings: [],
    },
  }
}

const folder = tempFolder()
let pegel: Pegel
beforeAll(async () => {
  pegel = await openPegel({ dataDir: `${folder.path}/data`, now: () => new Date(NOW) })
  await pegel.engine.write((tx) => tx.run(CONTACTS))
  await storeRuns(pegel.engine, [run('2026-02-20', 6), run('2026-02-25', 5)])
})
afterAll(async () => {
  await pegel.close()
  folder.remove()
})

const against = (is: 'above' | 'below', enter: number, more: object = {}) => ({
  name: `${is} the forecast`,
  when: {
    kind: 'metric',
    metric: 'tickets_created',
    by: ['team'],
    window_min: 60,
    against: { kind: 'forecast' },
    is,
    enter,
    ...more,
  },
  keep_firing_min: 0,
  stale_after_min: null,
})
const RULES = { burst: against('above', 1.7, { min_n: 10 }), lull: against('below', 0.2, { min_n: 10 }) }
const LABELS = { team: 'support' }

/** What came, counted in the table, against what the run of 25 February said: five a quarter of an hour while people write. */
async function ratioAt(toMs: number): Promise<{ ratio: number; n: number }> {
  const came = await pegel.engine.rows<{ n: number }>(
    'select count(*) as n from ticket where created_at >= $1::timestamp and created_at < $2::timestamp',
    [new Date(toMs - HOUR).toISOString(), new Date(toMs).toISOString()],
  )
  const quarters = [1, 2, 3, 4].filter((i) => isBusy(toMs - i * QUARTER)).length
  const [n, expected] = [Number(came[0]?.n), 5 * quarters]
  return { ratio: n / expected, n: Math.max(n, expected) }
}

describe('a rule relative to the forecast', () => {
  const to = new Date(DAY + 20 * HOUR).toISOString()

  it('fires when, and only when, more or less came than its share of what was expected; the back-test is the replay', async () => {
    for (const [id, body] of Object.entries(RULES))
      await putConfig(pegel, { kind: 'alert', id, body, validFrom: null, author: 'test' })
    const grid = gridFor(ruleSchema.parse(RULES.burst), 0.5, Date.parse(to), 15)
    const wanted: Record<string, string[]> = { burst: [], lull: [] }
    const fires = { burst: false, lull: false }
    const replayed: Record<string, string[]> = { burst: [], lull: [] }
    const evaluator = await Evaluator.open(pegel.engine, grid.fromMs)
    for (let i = 0; i < grid.count; i++) {
      const at = grid.fromMs + i * grid.stepMs
      const { ratio, n } = await ratioAt(at)
      for (const id of ['burst', 'lull'] as const) {
        const holds: boolean = n < 10 ? fires[id] : id === 'burst' ? ratio >= 1.7 : ratio <= 0.2
        if (holds !== fires[id])
          wanted[id]?.push(`${new Date(at).toISOString()} ${holds ? 'fired' : 'resolved'}`)
        fires[id] = holds
      }
      const { turns } = await evaluator.look(alertContext(pegel, at), at)
      for (const { rule, turn, labels } of turns) {
        expect(labels).toEqual(LABELS)
        replayed[rule]?.push(`${new Date(at).toISOString()} ${turn}`)
      }
    }
    expect(wanted.burst).toHaveLength(2)
    expect(wanted.burst?.[0]).toBe('2026-03-03T10:15:00.000Z fired')
    expect(wanted.lull?.length).toBeGreaterThanOrEqual(2)
    for (const [id, body] of Object.entries(RULES)) {
      expect(replayed[id], id).toEqual(wanted[id])
      const tested = await backtest(alertContext(pegel, Date.parse(NOW)), {
        rule: ruleSchema.parse(body),
        days: 0.5,
        stepMin: 15,
        to,
      })
      const lines = tested.firings.flatMap(({ from, to: until }) => [
        `${new Date(from).toISOString()} fired`,
        ...(until === null ? [] : [`${new Date(until).toISOString()} resolved`]),
      ])
      expect(lines, id).toEqual(wanted[id])
      expect(tested.blind).toEqual([])
    }
    for (const id of Object.keys(RULES)) await withdrawConfig(pegel, { kind: 'alert', id, author: 'test' })
  })

  it('says that nothing was forecast before the first run, and then fires nothing', async () => {
    const tested = await backtest(alertContext(pegel, Date.parse(NOW)), {
      rule: ruleSchema.parse(RULES.lull),
      days: 1,
      to: '2026-01-10T00:00:00Z',
    })
    expect(tested.firings).toEqual([])
    expect(tested.blind).toMatchObject([{ reason: 'nothing was forecast', to: null }])
  })

  it('reads what was known when the window began, parts of quarters by their share', async () => {
    const ask = async (toMs: number, windowMs = HOUR) => {
      const input = { by: ['team'], filters: [], windowMs, toMs: [toMs] }
      return (await expectedContacts(pegel.engine, input))[0]?.contacts[0]
    }
    const noon = Date.parse('2026-02-24T12:00:00Z')
    expect(await ask(noon)).toBe(24)
    expect(await ask(noon + DAY_MS)).toBe(20)
    const midnight = Date.parse('2026-02-25T00:00:00Z')
    expect(await ask(midnight + 7 * HOUR + HOUR / 2, 8 * HOUR)).toBe(12)
    expect(await ask(noon + 500_000, 100_000)).toBeCloseTo((6 * 100_000) / QUARTER, 9)
    expect(await ask(Date.parse('2026-02-20T00:30:00Z'))).toBeNull()
    expect(await ask(Date.parse('2026-03-12T00:00:00Z'))).toBeNull()
  })

  it('is refused for what no forecast speaks of', async () => {
    const put = (more: object) =>
      putConfig(pegel, { kind: 'alert', id: 'x', body: against('above', 2, more), author: 'test' })
    await expect(put({ metric: 'messages_inbound' })).rejects.toMatchObject({
      fields: { 'when.metric': 'only tickets_created is forecast' },
    })
    await expect(put({ by: ['priority'] })).rejects.toMatchObject({
      fields: { 'when.by': expect.stringContaining('team and channel, not priority') },
    })
    await expect(put({ window_min: 20_000 })).rejects.toMatchObject({
      fields: { 'when.window_min': expect.any(String) },
    })
  })
})
