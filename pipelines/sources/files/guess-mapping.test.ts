import { mkdirSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { openEngine } from '../../engine/open.ts'
import type { Engine } from '../../engine/port.ts'
import { describeFile } from './describe-file.ts'
import { optionsWith, tempFile } from './fixtures.ts'
import { guessMapping } from './guess-mapping.ts'
import { parseMapping } from './mapping.ts'
import { previewFile } from './preview-file.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'pegel-guess-'))
let engine: Engine
beforeAll(async () => {
  mkdirSync(join(dataDir, 'tmp'))
  engine = await openEngine({ path: ':memory:', tempDirectory: join(dataDir, 'tmp') })
})
afterAll(() => engine.close())

const guess = async (path: string) => guessMapping(await describeFile(path, { engine, dataDir }))

describe('a guessed mapping', () => {
  it('reads a plain export of tickets: names, dates and words', async () => {
    const path = tempFile(
      'tickets.csv',
      'Ticket ID;Erstellt am;Updated at;Status;Priority;Group;Via\n' +
        '1;01.07.2025 10:00;01.07.2025 11:30;In Progress;P1;Billing;Mail\n' +
        '2;02.07.2025 09:00;03.07.2025 08:00;Resolved;P3;Support;WhatsApp\n',
    )
    const mapping = await guess(path)
    expect(mapping).toMatchObject({
      kind: 'snapshots',
      ticket: 'Ticket ID',
      at: 'Updated at',
      created_at: 'Erstellt am',
      dates: ['dd.MM.yyyy HH:mm'],
      values: {
        status: { 'In Progress': 'open', Resolved: 'solved' },
        priority: { P1: 'urgent', P3: 'normal' },
        channel: { Mail: 'email' },
      },
    })
    const preview = await previewFile(path, optionsWith(stringify(mapping)))
    expect(preview).toMatchObject({ read: 2, mapped: 2, problems: [] })
    expect(preview.events.map(({ status }) => status)).toContain('solved')
  })

  it('reads messages, one a line of JSON', async () => {
    const lines = [
      { conversation_id: 'c1', sent_at: 1751364000, author: 'user', body: 'Where is it?' },
      { conversation_id: 'c1', sent_at: 1751364600, author: 'staff', body: 'On its way' },
    ]
    const path = tempFile('messages.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'))
    const mapping = await guess(path)
    expect(mapping).toMatchObject({ kind: 'events', ticket: 'conversation_id', dates: ['epoch_s'] })
    const { events, problems } = await previewFile(path, optionsWith(stringify(mapping)))
    expect(problems).toEqual([])
    expect(events.map(({ actorType }) => actorType)).toEqual(['customer', 'agent'])
  })

  it('is a mapping that can be parsed for every sample file there is', async () => {
    const folder = join(import.meta.dirname, '../../../sample-data/mappings/examples')
    for (const file of readdirSync(folder)) {
      const mapping = await guess(join(folder, file))
      expect(() => parseMapping(stringify(mapping), file)).not.toThrow()
    }
  })
})
