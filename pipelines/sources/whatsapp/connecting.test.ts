import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { stampOf } from './opaque.ts'
import { whatsapp } from './whatsapp.ts'

const page = readFileSync('docs/whatsapp.md', 'utf8')
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((match) => match[1] ?? '')

describe('docs/whatsapp.md', () => {
  it('shows settings that are valid', () => {
    const [connection, ratings] = blocks('yaml').map((block) => parse(block))
    expect(connection.sources).toMatchObject([{ name: 'whatsapp', kind: whatsapp.kind }])
    expect(whatsapp.parseSettings(connection.sources[0].settings)).toMatchObject({
      phone_numbers: ['106540352242922'],
      opaque: true,
    })
    expect(whatsapp.parseSettings(ratings.settings)).toMatchObject({
      ratings: { flows: [{ rating_field: 'service' }] },
    })
  })

  it('shows a stamp that is read', () => {
    expect(stampOf(blocks('json')[0])).toEqual({
      actorType: 'agent',
      actorId: 'a17',
      team: 'returns',
      ticket: '4711',
      kind: 'reply',
    })
  })
})
