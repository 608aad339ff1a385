import { describe, expect, it } from 'vitest'
import { columnsOf, termsOf } from './expression.ts'

const COLUMNS = new Set(['state', 'cycle', 'due_at', 'stopped_at', 'is_open', 'assignee'])

describe('columnsOf', () => {
  it('finds columns and passes over literals, keywords and allowed functions', () => {
    expect(columnsOf("least(due_at, coalesce(stopped_at, due_at)) - interval '30 minutes'", COLUMNS)).toEqual(
      ['due_at', 'stopped_at'],
    )
    expect(columnsOf("state = 'assignee' and is_open", COLUMNS)).toEqual(['state', 'is_open'])
  })

  it('refuses unknown words, functions and characters', () => {
    expect(() => columnsOf('stat = 1', COLUMNS)).toThrow('unknown column stat')
    expect(() => columnsOf("read_csv('/etc/passwd')", COLUMNS)).toThrow('unknown column read_csv')
    expect(() => columnsOf('state; drop', COLUMNS)).toThrow('unexpected ; drop')
  })
})

describe('termsOf', () => {
  it('splits a conjunction into field, operator and value', () => {
    expect(
      termsOf("(state in ('met', 'it''s')) and cycle > 1 and assignee is not null and not is_open"),
    ).toEqual([
      { field: 'state', op: 'in', value: ['met', "it's"] },
      { field: 'cycle', op: '>', value: 1 },
      { field: 'assignee', op: 'is not', value: null },
      { field: 'is_open', op: '=', value: false },
    ])
  })

  it('keeps a disjunction whole', () => {
    expect(termsOf('is_open or cycle > 1')).toEqual([{ field: 'is_open or cycle > 1', op: '=', value: true }])
    expect(termsOf('is_open and (cycle > 1 or assignee is null)')).toEqual([
      { field: 'is_open', op: '=', value: true },
      { field: '(cycle > 1 or assignee is null)', op: '=', value: true },
    ])
  })
})
