import { describe, expect, it } from 'vitest'
import { fingerprint } from './identity.ts'
import { Ordinals } from './ordinals.ts'

describe('Ordinals', () => {
  it('counts every row for itself through many growths', () => {
    const ordinals = new Ordinals()
    const keys = Array.from({ length: 20_000 }, (_, i) => fingerprint([i]))
    expect(keys.every((key) => ordinals.next(key) === 1)).toBe(true)
    expect(keys.every((key) => ordinals.next(key) === 2)).toBe(true)
    expect(ordinals.next(keys[77] ?? '')).toBe(3)
    expect(ordinals.next(fingerprint(['another']))).toBe(1)
  })
})

describe('fingerprint', () => {
  it('tells absent from empty and keeps values apart', () => {
    const all = [['a', null], ['a', ''], ['a'], [null, 'a'], ['', 'a'], ['a', 'b'], ['ab'], ['ab', null]]
    expect(new Set(all.map(fingerprint)).size).toBe(all.length)
    expect(fingerprint(['a', 1])).toMatch(/^[\w-]{22}$/)
  })
})
