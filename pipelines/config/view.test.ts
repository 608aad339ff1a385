import { describe, expect, it } from 'vitest'
import type { ConfigRecord } from './record.ts'
import { recordsFrom } from './validate.ts'

const BY = { author: 'admin', recordedAt: '2026-11-20T10:00:00Z' }
const VIEW = { name: 'Billing by hour', path: '/explore', search: 'm=csat&f=team:Billing', owner: 'admin' }

const state = (id: string, body: object | null, records: readonly ConfigRecord[] = [], at = BY.recordedAt) =>
  recordsFrom([{ kind: 'view', id, validFrom: at, note: null, body }], records, { ...BY, recordedAt: at })

describe('a saved view', () => {
  it('is recorded as its owner wrote it, not opened first unless told', () => {
    expect(state('billing', VIEW)).toMatchObject([{ version: 1, body: { ...VIEW, home: false } }])
  })

  it.each([
    ['path', { path: '//evil.example' }],
    ['path', { path: 'javascript:alert(1)' }],
    ['path', { path: '/explore?m=csat' }],
    ['search', { search: 'm=csat#top' }],
    ['search', { search: 'x'.repeat(4001) }],
    ['name', { name: '   ' }],
  ])('refuses an address that leads elsewhere or nowhere: %s %o', (field, wrong) => {
    expect(() => state('billing', { ...VIEW, ...wrong })).toThrow(new RegExp(`^not valid: ${field}`))
  })

  it('has a name of its own among those of its owner, and only one is opened first', () => {
    const first = state('billing', { ...VIEW, home: true })
    expect(() => state('other', VIEW, first)).toThrow('view billing is named Billing by hour too')
    expect(() => state('other', { ...VIEW, name: 'Other', home: true }, first)).toThrow('opens first')
    expect(state('other', { ...VIEW, owner: 'analyst', home: true }, first)).toHaveLength(1)
    const later = '2026-11-20T11:00:00Z'
    const given = [...first, ...state('billing', VIEW, first, later)]
    expect(state('other', { ...VIEW, name: 'Other', home: true }, given, later)).toHaveLength(1)
  })
})
