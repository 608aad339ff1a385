import { expect, it } from 'vitest'
import { parseMapping } from '../../../../pipelines/sources/files/mapping.ts'
import { CANONICAL } from '../../../../pipelines/sources/files/vocabulary.ts'
import { columnOf, FIELDS, fieldsOf, WORDS, withColumn, withKind, withWord, wordOf } from './fields.ts'

const start = { version: 1, kind: 'snapshots', ticket: 'id', at: 'when', attributes: { status: 'state' } }
const parsed = (mapping: object) => parseMapping(JSON.stringify(mapping))

it('changes a mapping field by field into what the server takes', () => {
  const changed = withColumn(withColumn(start, 'attributes.team', 'group'), 'created_at', 'opened')
  expect(parsed(changed)).toMatchObject({
    created_at: 'opened',
    attributes: { status: 'state', team: 'group' },
  })
  expect(columnOf(changed, 'attributes.team')).toBe('group')
  expect(
    withColumn(withColumn(changed, 'attributes.team', null), 'attributes.status', null),
  ).not.toHaveProperty('attributes')
  const events = withColumn(withKind(changed, 'events'), 'message.text', 'body')
  expect(parsed(events)).toMatchObject({ kind: 'events', message: { text: 'body' } })
  expect(withKind(events, 'snapshots')).not.toHaveProperty('message')
})

it('says what words mean, whatever their case', () => {
  const mapping = withWord(start, 'attributes.status', 'Frozen', 'on_hold')
  expect(wordOf(mapping, 'attributes.status', 'frozen')).toBe('on_hold')
  expect(parsed(mapping).values).toEqual({ status: { Frozen: 'on_hold' } })
  expect(
    wordOf(withWord(mapping, 'attributes.status', 'Frozen', null), 'attributes.status', 'Frozen'),
  ).toBeNull()
})

it('offers every word of the vocabulary, and fields that each kind of mapping knows', () => {
  for (const [field, words] of Object.entries(WORDS)) {
    expect(words).toEqual(CANONICAL[field.split('.')[1] as keyof typeof CANONICAL])
  }
  for (const kind of ['snapshots', 'events'] as const) {
    const base = withKind(start, kind)
    const full = fieldsOf(kind).reduce(
      (mapping, field) => withColumn(mapping, field, 'x'),
      base as Readonly<Record<string, unknown>>,
    )
    expect(() => parsed(full)).not.toThrow()
  }
  expect(new Set([...fieldsOf('snapshots'), ...fieldsOf('events')]).size).toBe(FIELDS.length)
})
