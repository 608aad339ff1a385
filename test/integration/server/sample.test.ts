import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readDemo } from '../../../server/sample/demo.ts'
import { writeDemoFile } from '../../../server/sample/demo-file.ts'
import type { SampleState } from '../../../server/sample/sample.ts'
import { deliver, NOW, openFolder, post, type TestFolder, textDelivery } from './folder.ts'

let folder: TestFolder
afterEach(() => folder.close())

const state = async (): Promise<SampleState> => {
  const url = 'http://localhost:3000/api/v1/sample'
  return (await folder.app.request(url, { headers: { host: 'localhost:3000' } })).json()
}
const start = () => post(folder.app, '/api/v1/sample', { messages: 1000 })

/** Every state that was seen until it no longer loads. */
async function watched(): Promise<SampleState[]> {
  const seen: SampleState[] = []
  const now = async () => {
    seen.push(await state())
    return seen.at(-1)?.state
  }
  await expect.poll(now, { interval: 100 }).not.toBe('loading')
  return seen
}

const YAML = `# ours
zone: Asia/Tokyo # where we are
`

describe('the sample company', () => {
  it('begins once in an empty folder, and says that it broke off where the server has stopped', async () => {
    folder = await openFolder(YAML)
    expect(await state()).toMatchObject({ state: 'absent', refused: null, folder: folder.dataDir })
    const [first, second] = await Promise.all([start(), start()])
    expect([first.status, second.status].sort()).toEqual([202, 409])
    expect(await state()).toMatchObject({ state: 'loading', step: 'making', messages: 1000 })
    await folder.sample.stop()
    expect(await state()).toMatchObject({ state: 'broken', refused: null })
    expect(() => readDemo(folder.dataDir)).toThrow('a part of the sample company')
    expect(existsSync(join(folder.dataDir, 'sample'))).toBe(false)
  })

  it('does not come beside data or a connection of its own name', async () => {
    folder = await openFolder()
    expect((await state()).refused).toBe('connection')
    expect((await start()).status).toBe(409)
    await deliver(folder.app, textDelivery('a', '2026-03-04T11:00:00Z'))
    await folder.pegel.settle()
    expect((await state()).refused).toBe('data')
    expect((await (await start()).json()).detail).toContain('data already')
    expect(existsSync(join(folder.dataDir, 'demo.json'))).toBe(false)
  })

  it('goes on with the same year, by way of the journal, beside what pegel.yml says, and tells nothing twice', async () => {
    folder = await openFolder(YAML)
    const endsAt = NOW.getTime()
    writeDemoFile(folder.dataDir, { messages: 1000, seed: 3, endsAt, unfinished: true })
    expect(await state()).toMatchObject({ state: 'broken', refused: null })
    expect((await start()).status).toBe(202)
    const seen = await watched()
    expect(seen[0]).toMatchObject({ state: 'loading', step: 'making' })
    expect(seen.at(-1)).toMatchObject({ state: 'loaded', problem: null, messages: 1000 })

    const sources = await folder.pegel.sources()
    const sent = sources.filter(({ events }) => events > 0)
    expect(sent.map(({ name, kind, configured }) => [name, kind, configured])).toEqual([
      ['inbox', 'cloudevents', true],
      ['whatsapp', 'whatsapp', true],
    ])
    expect(sent.every(({ deadLetters }) => deadLetters === 0)).toBe(true)
    const [messages] = await folder.pegel.engine.rows<{ n: number }>(
      'select count(*) as n from message where not removed',
    )
    expect(messages?.n).toBeGreaterThan(800)
    expect(messages?.n).toBeLessThan(1300)
    const yaml = readFileSync(join(folder.dataDir, 'pegel.yml'), 'utf8')
    expect(yaml.startsWith(YAML)).toBe(true)
    expect(existsSync(join(folder.dataDir, 'sample'))).toBe(false)
    expect(readDemo(folder.dataDir)).toMatchObject({ messages: 1000, seed: 3, endsAt })
    // the company and its campaigns, in the versioned configuration
    const kinds = await folder.pegel.engine.rows<{ kind: string }>(
      "select distinct kind from config_version where kind in ('annotation', 'policy') order by kind",
    )
    expect(kinds.map(({ kind }) => kind)).toEqual(['annotation', 'policy'])
    expect((await start()).status).toBe(409)

    const count = async () => (await folder.pegel.engine.rows('select count(*) as n from event'))[0]?.n
    const once = await count()
    writeDemoFile(folder.dataDir, { messages: 1000, seed: 3, endsAt, unfinished: true })
    await start()
    expect((await watched()).at(-1)?.state).toBe('loaded')
    expect(await count()).toBe(once)
    // it sends through the same connections from now on
    const live = { source: 'inbox', account: null, headers: {}, body: Buffer.from('{}') }
    expect((await folder.pegel.ingest(live)).reason).not.toContain('no source is named')
  })

  it('says so when it fails, and may be tried again', async () => {
    folder = await openFolder('')
    writeDemoFile(folder.dataDir, { messages: 5, seed: 1, endsAt: NOW.getTime(), unfinished: true })
    await start()
    expect((await watched()).at(-1)).toMatchObject({
      state: 'broken',
      problem: expect.stringContaining('log'),
    })
    expect(folder.logged.some(({ event }) => event === 'sample company')).toBe(true)
  })
})
