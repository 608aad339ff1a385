import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { putConfig } from '../../../pipelines/config/verbs/put.ts'
import { type FactName, openPegel, type Pegel } from '../../../pipelines/pegel.ts'
import { sampleFiles, tempFolder } from '../pipeline/folder.ts'

const FACTS = ['sla_clock', 'response', 'ticket', 'status_interval'] as const satisfies readonly FactName[]
/** While the sample's last tickets are still waiting. */
const EDITED = '2026-11-20T07:30:00Z'
const BACKDATED = '2026-10-05T12:00:00Z'

type Row = Record<string, unknown>
type Snapshot = Record<(typeof FACTS)[number], Map<string, string>>

const key = (row: Row) =>
  ['ticket_key', 'target', 'cycle', 'turn', 'from_at', 'status', 'team', 'assignee']
    .map((name) => row[name])
    .join(' ')

async function snapshot(pegel: Pegel): Promise<Snapshot> {
  const facts = await Promise.all(
    FACTS.map(async (fact) => {
      const rows = new Map<string, string>()
      for await (const batch of pegel.facts(fact, {})) {
        for (const row of batch) {
          const name = fact === 'ticket' ? String(row.ticket_key) : key(row)
          rows.set(name, JSON.stringify(row))
        }
      }
      return [fact, rows] as const
    }),
  )
  return Object.fromEntries(facts) as Snapshot
}

/** Rows of one snapshot that the other has not, or not as they are, in their earlier shape or else their later one. */
function changed(before: Map<string, string>, after: Map<string, string>): Row[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => JSON.parse(before.get(name) ?? after.get(name) ?? '') as Row)
}

const weekdays = (hours: [string, string][]) =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, hours]))
const calendar = { kind: 'calendar', id: 'default', author: 'admin' }
const policy = { kind: 'policy', id: 'default', author: 'admin' }
const minutes = (normal: number) => ({ urgent: normal, high: normal, normal, low: normal })
const strict = (normal: number) => ({
  name: 'Default',
  position: 1000,
  targets: { first_response: { minutes: minutes(normal) }, resolution: { minutes: minutes(8 * normal) } },
})

describe('a version that holds', () => {
  const folder = tempFolder()
  let now = EDITED
  let pegel: Pegel
  let before: Snapshot

  beforeAll(async () => {
    const files = await sampleFiles(2000)
    pegel = await openPegel({ dataDir: join(folder.path, 'data'), now: () => new Date(now) })
    await pegel.importFile({ path: files.whatsapp, source: 'whatsapp' })
    await pegel.importFile({ path: files.inbox, source: 'inbox' })
    before = await snapshot(pegel)
  })
  afterAll(async () => {
    await pegel.close()
    folder.remove()
  })

  it('from now on leaves every clock and duration that began before byte for byte, and is what later ones go by', async () => {
    const states = [...before.sla_clock.values()].map((row) => (JSON.parse(row) as Row).state)
    expect(states).toEqual(expect.arrayContaining(['met', 'breached', 'running']))
    await putConfig(pegel, { ...policy, body: strict(7) })
    await putConfig(pegel, {
      ...calendar,
      body: { zone: 'America/New_York', week: weekdays([['11:00', '12:00']]) },
    })
    await pegel.settle()
    const after = await snapshot(pegel)
    for (const fact of FACTS) expect(changed(before[fact], after[fact]), fact).toEqual([])

    now = '2026-11-20T17:00:00Z'
    const body = JSON.stringify({
      specversion: '1.0',
      id: 'later',
      source: '/t',
      type: 'io.pegel.message.created.v1',
      time: '2026-11-20T16:30:00Z',
      data: {
        ticket: 'T-later',
        actor: { type: 'customer' },
        message: { id: 'm-1', direction: 'inbound', visibility: 'public', kind: 'text' },
      },
    })
    const headers = { 'content-type': 'application/cloudevents+json' }
    const delivery = { source: 'cloudevents', account: null, headers, body: Buffer.from(body) }
    expect(await pegel.ingest(delivery)).toMatchObject({ status: 'stored', events: 1 })
    const later = await pegel.explainClocks({ ticket: 'T-later', target: 'first_response' })
    expect(later).toMatchObject([
      { policyVersion: 2, calendarVersion: 2, targetS: 420, dueAt: '2026-11-20T16:37:00Z', state: 'overdue' },
    ])
    const stopped = (rows: Map<string, string>) =>
      new Map([...rows].filter(([, row]) => (JSON.parse(row) as Row).stopped_at !== null))
    const stay = stopped(before.sla_clock)
    const meanwhile = stopped((await snapshot(pegel)).sla_clock)
    expect(changed(stay, new Map([...meanwhile].filter(([name]) => stay.has(name))))).toEqual([])
  })

  it('from an earlier instant on moves clocks that began since, and no others', async () => {
    const earlier = await snapshot(pegel)
    await putConfig(pegel, { ...policy, validFrom: BACKDATED, body: strict(3) })
    const stricter = await snapshot(pegel)
    const clocks = changed(earlier.sla_clock, stricter.sla_clock)
    expect(clocks.length).toBeGreaterThan(20)
    expect(clocks.filter(({ started_at }) => String(started_at) < BACKDATED)).toEqual([])
    expect(changed(earlier.response, stricter.response)).toEqual([])
    // Of a ticket only what it was promised under.
    for (const row of changed(earlier.ticket, stricter.ticket)) {
      const other = JSON.parse(stricter.ticket.get(String(row.ticket_key)) ?? '{}') as Row
      const differing = Object.keys(row).filter(
        (name) => JSON.stringify(row[name]) !== JSON.stringify(other[name]),
      )
      expect(differing.filter((name) => !['policy', 'policy_version', 'settles_at'].includes(name))).toEqual(
        [],
      )
    }

    await putConfig(pegel, {
      ...calendar,
      validFrom: BACKDATED,
      body: { zone: 'UTC', week: weekdays([['00:00', '24:00']]) },
    })
    const open = await snapshot(pegel)
    const moved = changed(stricter.sla_clock, open.sla_clock)
    expect(moved.length).toBeGreaterThan(20)
    expect(moved.filter(({ started_at }) => String(started_at) < BACKDATED)).toEqual([])
    const durations = changed(stricter.response, open.response)
    expect(durations.length).toBeGreaterThan(20)
    expect(durations.filter(({ ended_at }) => String(ended_at ?? 'open') <= BACKDATED)).toEqual([])
    expect(changed(stricter.status_interval, open.status_interval)).toEqual([])
  })

  it('is in the facts as a rebuild would have it', async () => {
    const kept = await snapshot(pegel)
    expect(await pegel.rebuild({ from: 'journal' })).toMatchObject({ identical: true })
    const rebuilt = await snapshot(pegel)
    for (const fact of FACTS) expect(changed(kept[fact], rebuilt[fact]), fact).toEqual([])
  })
})
