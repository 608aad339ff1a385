import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { alertContext } from '../../../pipelines/alerts/context.ts'
import { Evaluator } from '../../../pipelines/alerts/evaluate.ts'
import { Alerts } from '../../../pipelines/alerts/run.ts'
import { listDeliveries } from '../../../pipelines/alerts/verbs/deliveries.ts'
import { alertHistory } from '../../../pipelines/alerts/verbs/history.ts'
import { putConfig } from '../../../pipelines/config/verbs/put.ts'
import { withdrawConfig } from '../../../pipelines/config/verbs/withdraw.ts'
import { openPegel, type Pegel } from '../../../pipelines/pegel.ts'
import { tempFolder } from '../pipeline/folder.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** A Tuesday, 18:30 in Berlin: half an hour past the closing of the default hours. Of another week in each test, as answers are kept. */
let evening = Date.parse('2026-01-06T17:30:00Z')

const folder = tempFolder()
let pegel: Pegel
let clock = evening
beforeAll(async () => {
  pegel = await openPegel({ dataDir: `${folder.path}/data`, now: () => new Date(clock) })
  await put('endpoint', 'hook', { type: 'webhook', name: 'Hook', url: 'https://hooks.example.com/x' })
})
afterAll(async () => {
  await pegel.close()
  folder.remove()
})
beforeEach(async () => {
  evening += 7 * DAY
  clock = evening
  await pegel.engine.write(async (tx) => {
    await tx.run('delete from ticket')
    for (const table of ['state', 'circle', 'health', 'turn', 'notice', 'delivery', 'attempt'])
      await tx.run(`delete from alert_${table}`)
  })
})

const put = (kind: string, id: string, body: Record<string, unknown>) =>
  putConfig(pegel, { kind, id, body, validFrom: null, author: 'test' })

/** Tickets that were created within a stretch, in one of two teams. */
const create = (team: string, channel: string, count: number, fromMs: number, toMs: number) =>
  pegel.engine.write((tx) =>
    tx.run(
      `insert into ticket by name
       select concat($1, $2, $3, '-', no) as ticket_id, 'inbox:' || ticket_id as ticket_key, 'inbox' as source, $1 as team, $2 as channel,
         make_timestamp($3::bigint + (no * ($4::bigint - $3::bigint)) // $5::bigint) as created_at, 'customer' as opened_by, false as removed
       from range($5::bigint) as copy(no)`,
      [team, channel, fromMs * 1000, toMs * 1000, count],
    ),
  )
const many = (by: string[], enter: number, more: object = {}) => ({
  name: `Many by ${by.join(' and ')}`,
  when: { kind: 'metric', metric: 'tickets_created', by, window_min: 10, is: 'above', enter },
  keep_firing_min: 0,
  stale_after_min: null,
  notify: { to: ['hook'], group_by: ['team'], wait_s: 0, interval_min: 0, repeat_h: 0 },
  ...more,
})

/** Notices by minute, of looks every minute from the evening on. */
async function told(minutes: number, evaluator?: Evaluator, from = 0): Promise<string[]> {
  const going = evaluator ?? (await Evaluator.open(pegel.engine, evening + from * MINUTE))
  const lines: string[] = []
  for (let minute = from; minute < from + minutes; minute++) {
    const at = evening + minute * MINUTE
    const { notices } = await going.look(alertContext(pegel, at), at)
    for (const { rule, kind, labels } of notices)
      lines.push(`${minute} ${rule} ${kind} ${labels.team ?? ''}`.trim())
  }
  return lines
}

describe('what keeps alerts quiet', () => {
  it('a wave of a team keeps its channels’ alerts quiet, and those of no other team', async () => {
    await put('alert', 'outage', many(['team'], 50))
    await put('alert', 'detail', many(['team', 'channel'], 20, { inhibited_by: ['outage'] }))
    await create('orders', 'chat', 60, evening - 5 * MINUTE, evening)
    await create('returns', 'chat', 30, evening - 5 * MINUTE, evening)
    expect(await told(1)).toEqual(['0 detail firing returns', '0 outage firing orders'])
    for (const id of ['outage', 'detail']) await withdrawConfig(pegel, { kind: 'alert', id, author: 'test' })
  })

  it('a silence covers its labels until it expires; what then still fires is told', async () => {
    await put('alert', 'wave', many(['team'], 20))
    await put('silence', 'planned', {
      rule: 'wave',
      labels: { team: 'orders' },
      until: new Date(evening + 5 * MINUTE).toISOString(),
      reason: 'A campaign',
    })
    await create('orders', 'chat', 600, evening - 10 * MINUTE, evening + 8 * MINUTE)
    await create('returns', 'chat', 600, evening - 10 * MINUTE, evening + 8 * MINUTE)
    expect(await told(8)).toEqual(['0 wave firing returns', '5 wave firing orders'])
    await withdrawConfig(pegel, { kind: 'silence', id: 'planned', author: 'test' })
    await withdrawConfig(pegel, { kind: 'alert', id: 'wave', author: 'test' })
  })

  it('outside the hours of its calendar a rule is looked at and not told; what goes on is told at the opening', async () => {
    await put('alert', 'wave', many(['team'], 20, { mute_outside: 'default' }))
    const opening = 13.5 * 60
    const [open, shut] = await openingOf('default')
    expect([open, shut]).toEqual(['08:00', '18:00'])
    await create('orders', 'chat', 60, evening - 5 * MINUTE, evening)
    await create('returns', 'chat', 600, evening + (opening - 10) * MINUTE, evening + (opening + 5) * MINUTE)
    const evaluator = await Evaluator.open(pegel.engine, evening)
    expect(await told(15, evaluator)).toEqual([])
    const turns = await pegel.engine.rows('select turn from alert_turn order by happened_at')
    expect(turns).toEqual([{ turn: 'fired' }, { turn: 'resolved' }])
    expect(await told(5, evaluator, opening - 2)).toEqual([`${opening} wave firing returns`])
    await withdrawConfig(pegel, { kind: 'alert', id: 'wave', author: 'test' })
  })
})

async function openingOf(id: string): Promise<readonly string[]> {
  const [row] = await pegel.engine.rows<{ body: string }>(
    `select body from config_version where kind = 'calendar' and id = $1 order by version desc limit 1`,
    [id],
  )
  const { week } = JSON.parse(row?.body ?? '{}') as { week: { tue: string[][] } }
  return week.tue[0] ?? []
}

describe('what alerts remember', () => {
  it('is kept as long as it matters: old turns and notices go, incidents that go on and what waits do not', async () => {
    await put('alert', 'wave', many(['team'], 20))
    await create('orders', 'chat', 60, evening - 5 * MINUTE, evening)
    await create('returns', 'chat', 30, evening - 9 * MINUTE, evening - 8 * MINUTE)
    const evaluator = await Evaluator.open(pegel.engine, evening)
    expect(await told(4, evaluator)).toEqual([
      '0 wave firing orders',
      '0 wave firing returns',
      '2 wave resolved returns',
    ])
    await pegel.engine.write((tx) =>
      tx.run(`update alert_delivery set state = 'delivered' where created_at > $1::timestamp`, [
        new Date(evening).toISOString(),
      ]),
    )
    const counts = async () => {
      const tables = ['state', 'circle', 'health', 'turn', 'notice', 'delivery']
      const read = tables.map((one) => `(select count(*) from alert_${one})::integer as ${one}`)
      return (await pegel.engine.rows(`select ${read.join(', ')}`))[0]
    }
    const before = await counts()
    expect(before).toMatchObject({ turn: 3, notice: 3, delivery: 3 })
    const alerts = await Alerts.open(pegel)
    clock = evening + 300 * DAY
    await alerts.forget()
    expect(await counts()).toEqual(before)
    clock = evening + 401 * DAY
    await alerts.forget()
    expect(await counts()).toEqual({ ...before, turn: 1, notice: 2, delivery: 2 })
    const { rows } = await listDeliveries(pegel.engine, {})
    expect(rows.map(({ kind, state }) => [kind, state])).toEqual([
      ['firing', 'waiting'],
      ['firing', 'waiting'],
    ])
    const period = { from: new Date(evening - DAY).toISOString(), to: new Date(evening + DAY).toISOString() }
    expect(await alertHistory(pegel.engine, period)).toMatchObject([{ labels: { team: 'orders' }, to: null }])
    clock = evening
    const again = await Evaluator.open(pegel.engine, evening)
    expect(await told(3, again, 10)).toEqual(['10 wave resolved orders'])
  })
})
