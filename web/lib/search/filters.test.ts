import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addValue, decodeFilter, encodeFilter, excludeValue, toggleValue } from './filters.ts'

describe('filters in the URL', () => {
  it('reads plainly', () => {
    expect(encodeFilter({ dimension: 'team', values: ['Support', 'Billing'] })).toBe('team:Support,Billing')
    expect(encodeFilter({ dimension: 'channel', values: ['email', null], exclude: true })).toBe(
      '!channel:email,~',
    )
  })

  it('comes back unchanged whatever the values', () => {
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom('', '~', '\\', ',', 'a,b', '\\,', ':', '!x:y'),
      fc.constant(null),
    )
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), fc.boolean(), (values, exclude) => {
        const filter = { dimension: 'topic', values, ...(exclude ? { exclude: true as const } : {}) }
        expect(decodeFilter(encodeFilter(filter))).toEqual(filter)
      }),
    )
  })

  it.each(['', 'team', 'team:', ':a', 'TEAM:a', '!:a', 'te am:a'])('refuses %j', (text) => {
    expect(decodeFilter(text)).toBeNull()
  })
})

describe('a click on a mark', () => {
  const support = { dimension: 'team', values: ['Support'] }

  it('filters to the value, and a second click lets go', () => {
    expect(toggleValue([], 'team', 'Support')).toEqual([support])
    expect(toggleValue([support], 'team', 'Support')).toEqual([])
    expect(toggleValue([support], 'team', 'Billing')).toEqual([{ dimension: 'team', values: ['Billing'] }])
  })

  it('adds with Ctrl and leaves other filters alone', () => {
    const filters = [{ dimension: 'channel', values: ['chat'] }, support]
    expect(addValue(filters, 'team', null)).toEqual([
      { dimension: 'channel', values: ['chat'] },
      { dimension: 'team', values: ['Support', null] },
    ])
    expect(addValue([support], 'team', 'Support')).toEqual([])
  })

  it('excludes with Alt beside an include of the same dimension', () => {
    expect(excludeValue([support], 'team', 'Billing')).toEqual([
      support,
      { dimension: 'team', values: ['Billing'], exclude: true },
    ])
  })
})
