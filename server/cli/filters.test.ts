import { describe, expect, it } from 'vitest'
import { collectFilter, names, parseFilter } from './filters.ts'

describe('filters of the command line', () => {
  it('reads values, quoted ones and the absence of one', () => {
    expect(parseFilter('team=Billing')).toEqual({ dimension: 'team', values: ['Billing'] })
    expect(parseFilter('team=Billing,"Sales, north","say ""hi"""')).toEqual({
      dimension: 'team',
      values: ['Billing', 'Sales, north', 'say "hi"'],
    })
    expect(parseFilter('team=')).toEqual({ dimension: 'team', values: [null] })
    expect(parseFilter('team=Billing,')).toEqual({ dimension: 'team', values: ['Billing', null] })
    expect(parseFilter('team=""')).toEqual({ dimension: 'team', values: [''] })
    expect(parseFilter('topic=a=b')).toEqual({ dimension: 'topic', values: ['a=b'] })
  })

  it('excludes with !=', () => {
    expect(parseFilter('channel!=phone,email')).toEqual({
      dimension: 'channel',
      values: ['phone', 'email'],
      exclude: true,
    })
  })

  it.each(['team', '=x', 'te am=x', 'team="open', 'team="a"b', 'team=a"b'])('refuses %s', (text) => {
    expect(() => parseFilter(text)).toThrow()
  })

  it('gathers repeated filters in their order', () => {
    expect(collectFilter('tier=2', collectFilter('team=A')).map((one) => one.dimension)).toEqual([
      'team',
      'tier',
    ])
  })

  it('reads lists of names', () => {
    expect(names('a, b')).toEqual(['a', 'b'])
    expect(() => names('a,,b')).toThrow()
  })
})
