import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { runOn } from '../integration/cli/run.ts'
import { openAt, sampleFiles, tempFolder } from '../integration/pipeline/folder.ts'
import { type Clock, type Config, explainByHand, type Told } from './walk-a-clock.ts'

type Pegel = Awaited<ReturnType<typeof openAt>>

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri']
const week = (hours: string) => `{ ${WEEKDAYS.map((day) => `${day}: ${hours}`).join(', ')} }`
/** Two zones, a break at noon, and promises that pause; all since ever. */
const CONFIGURED = `
- kind: calendar
  id: americas
  valid_from: null
  body: { zone: America/New_York, week: ${week('[["09:00", "12:30"], ["13:15", "18:00"]]')}, teams: [americas-desk, americas-technical] }
- kind: policy
  id: americas
  valid_from: null
  body:
    name: Americas
    position: 10
    conditions: { team: { in: [americas-desk, americas-technical] } }
    targets:
      first_response: { minutes: { urgent: 10, high: 20, normal: 40, low: 90 } }
      next_response: { minutes: { urgent: 20, high: 40, normal: 60, low: 120 }, pauses: [pending] }
      resolution: { minutes: { urgent: 120, high: 240, normal: 480, low: 960 } }
- kind: policy
  id: chat
  valid_from: null
  body:
    name: WhatsApp
    position: 20
    conditions: { channel: { in: [whatsapp] }, team: { not_in: [americas-desk, americas-technical] } }
    targets:
      first_response: { minutes: { urgent: 30, high: 45, normal: 60, low: 240 }, calendar: always }
      next_response: { minutes: { urgent: 15, high: 30, normal: 45, low: 90 } }
      resolution: { minutes: { urgent: 180, high: 300, normal: 600, low: 1200 }, calendar: default }
`
const PICKED = 50
/** The same picks on every machine. */
function pick<T>(rows: readonly T[], count: number): T[] {
  let state = 20_260_302
  const drawn = rows.map((row) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return { row, place: state }
  })
  return drawn
    .sort((a, b) => a.place - b.place)
    .slice(0, count)
    .map(({ row }) => row)
}

describe('each breach shown', () => {
  const folder = tempFolder()
  let pegel: Pegel
  let config: Config
  let clocks: Clock[]

  beforeAll(async () => {
    const files = await sampleFiles(3000)
    pegel = await openAt(join(folder.path, 'data'))
    const stated = join(folder.path, 'stated.yml')
    writeFileSync(stated, CONFIGURED)
    expect(await runOn(pegel, ['config', 'import', stated])).toMatchObject({ code: 0 })
    await pegel.importFile({ path: files.whatsapp, source: 'whatsapp' })
    await pegel.importFile({ path: files.inbox, source: 'inbox' })
    const { out } = await runOn(pegel, ['config', 'export'])
    config = parseAllDocuments(out).flatMap((one) => one.toJS() as Config)
    const rows = await runOn(pegel, ['sla-clocks', '--format', 'jsonl'])
    clocks = rows.out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Clock)
  })
  afterAll(async () => {
    await pegel.close()
    folder.remove()
  })

  const told = async (key: string) => (await pegel.timeline(key)) as unknown as Told

  it('can be explained by hand from the conversation: 50 of them, of all targets', async () => {
    const breached = clocks.filter(({ state }) => state === 'breached' || state === 'overdue')
    const targets = [...new Set(breached.map(({ target }) => target))]
    expect(targets.sort()).toEqual(['first_response', 'next_response', 'resolution'])
    const picked = targets.flatMap((target, index) =>
      pick(
        breached.filter((one) => one.target === target),
        index === 0 ? PICKED - 2 * 16 : 16,
      ),
    )
    expect(picked).toHaveLength(PICKED)
    expect(new Set(picked.map(({ policy }) => policy)).size).toBeGreaterThan(1)
    for (const clock of picked) {
      const found = explainByHand(clock, await told(clock.ticket_key), config)
      const name = `${clock.ticket_key} ${clock.target} ${clock.cycle}`
      expect({ name, breached: found.breached, due: minute(found.dueAt) }).toEqual({
        name,
        breached: true,
        due: minute(Date.parse(clock.due_at ?? '')),
      })
    }
  })

  it('is none of the promises that were kept: as many of those', async () => {
    const kept = clocks.filter(({ state }) => state === 'met')
    for (const clock of pick(kept, PICKED)) {
      const found = explainByHand(clock, await told(clock.ticket_key), config)
      const name = `${clock.ticket_key} ${clock.target} ${clock.cycle}`
      expect({ name, breached: found.breached, elapsed: found.elapsedS }).toEqual({
        name,
        breached: false,
        elapsed: clock.elapsed_s,
      })
    }
  })
})

const minute = (ms: number | null) =>
  ms === null ? null : new Date(Math.floor(ms / 60_000) * 60_000).toISOString()
