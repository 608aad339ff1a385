import { describe, expect, it } from 'vitest'
import { valueMap } from './value-map.ts'
import { CANONICAL } from './vocabulary.ts'

describe('valueMap', () => {
  const map = { 'Awaiting User Info': 'pending', 'Awaiting *': 'on_hold', '*-done': 'closed', Open: 'open' }

  it('prefers the whole word to a pattern, and an earlier pattern to a later one', () => {
    const word = valueMap('status', map, CANONICAL.status)
    expect(word('Awaiting User Info')).toBe('pending')
    expect(word('AWAITING vendor')).toBe('on_hold')
    expect(word('Awaiting x-done')).toBe('on_hold')
    expect(word('all-done')).toBe('closed')
  })

  it("lets the product's own words through, and rejects any other", () => {
    const word = valueMap('status', map, CANONICAL.status)
    expect(word('Solved')).toBe('solved')
    expect(() => word('Frozen')).toThrow('status: "Frozen" is not mapped')
  })

  it('takes * alone for the default of what nothing else knows', () => {
    const word = valueMap('status', { '*': 'open', gone: 'closed' }, CANONICAL.status)
    expect([word('gone'), word('solved'), word('Frozen')]).toEqual(['closed', 'solved', 'open'])
  })

  it('passes words of open lists as they are, unless there is a default', () => {
    expect(valueMap('team', { A: 'Team A' }, null)('Group 7')).toBe('Group 7')
    expect(valueMap('team', { A: 'Team A', '*': 'Others' }, null)('Group 7')).toBe('Others')
  })

  it('takes signs of regular expressions for themselves', () => {
    const word = valueMap('status', { 'a.b*(x)': 'open' }, CANONICAL.status)
    expect(word('a.b…(x)')).toBe('open')
    expect(() => word('aXb(x)')).toThrow('is not mapped')
  })
})
