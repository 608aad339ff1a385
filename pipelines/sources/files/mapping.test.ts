import { describe, expect, it } from 'vitest'
import { PegelError } from '../../errors.ts'
import { STATES, tempFile } from './fixtures.ts'
import { loadMapping, parseMapping } from './mapping.ts'

function fieldsOf(text: string): Readonly<Record<string, string>> {
  try {
    parseMapping(text)
  } catch (error) {
    if (error instanceof PegelError && error.code === 'invalid') return error.fields
  }
  throw new Error('the mapping was taken')
}

describe('parseMapping', () => {
  it('fills in what is left out', () => {
    expect(parseMapping(STATES)).toMatchObject({ zone: 'UTC', dates: ['iso'], absent: [''], values: {} })
  })

  it('names every wrong field', () => {
    const fields = fieldsOf(`
version: 2
kind: snapshots
zone: Europe/Atlantis
dates: [iso, DD.MM.YYYY]
at: updated
attributes: {status: state, colour: red}
values: {status: {Open: opened}, priority: {1: urgent}}
`)
    expect(Object.keys(fields).sort()).toEqual(
      ['attributes', 'dates.1', 'ticket', 'values.status.Open', 'version', 'zone'].sort(),
    )
    expect(fields['values.status.Open']).toContain('one of new, open, pending')
    expect(fields.attributes).toContain('colour')
    expect(fields.zone).toContain('IANA')
  })

  it('says which kinds there are', () => {
    expect(fieldsOf('version: 1\nkind: tickets')).toEqual({ kind: 'kind must be snapshots or events' })
  })

  it('refuses a snapshot mapping that maps nothing', () => {
    expect(fieldsOf('{version: 1, kind: snapshots, ticket: id, at: at, attributes: {}}')).toHaveProperty(
      'attributes',
    )
  })

  it('wants a ticket, or what a conversation without one is known by', () => {
    const events = (rest: string) => `{version: 1, kind: events, at: at, type: t${rest}}`
    expect(fieldsOf(events(''))).toHaveProperty('ticket')
    expect(fieldsOf(events(', customer: phone'))).toHaveProperty('ticket')
    expect(parseMapping(events(', customer: phone, attributes: {channel: {value: whatsapp}}')).kind).toBe(
      'events',
    )
  })

  it('refuses a scale that runs backwards', () => {
    expect(
      fieldsOf('{version: 1, kind: events, at: at, type: t, ticket: id, rating: {score: s, scale: [5, 1]}}'),
    ).toHaveProperty('rating.scale')
  })

  it('takes YAML numbers and booleans for the words they are in the file', () => {
    const mapping = parseMapping(
      `${STATES}absent: [0, none]\nvalues: {priority: {1: urgent}, team: {true: 7}}`,
    )
    expect(mapping.absent).toEqual(['0', 'none'])
    expect(mapping.values).toEqual({ priority: { '1': 'urgent' }, team: { true: '7' } })
  })

  it('says where the text is no YAML', () => {
    expect(fieldsOf('version: 1\nkind: [snapshots')).toHaveProperty('mapping')
  })
})

describe('loadMapping', () => {
  it('reads a file and says when there is none', async () => {
    await expect(loadMapping(tempFile('m.yml', STATES))).resolves.toMatchObject({ ticket: 'id' })
    await expect(loadMapping('/nowhere/m.yml')).rejects.toMatchObject({ code: 'not_found' })
  })
})
