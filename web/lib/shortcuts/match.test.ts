import { expect, it } from 'vitest'
import { type KeyPress, matcher } from './match.ts'
import { SHORTCUTS } from './registry.ts'

const press = (key: string, mods: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...mods,
})

it('knows single keys, and capitals as the same key', () => {
  const match = matcher()
  expect(match(press('x'), 0, false)).toBe('compare')
  expect(match(press('X'), 0, false)).toBe('compare')
  expect(match(press('?'), 0, false)).toBe('help')
  expect(match(press('ArrowLeft'), 0, false)).toBe('earlier')
})

it('knows sequences, and forgets a beginning after a while', () => {
  const match = matcher()
  expect(match(press('g'), 0, false)).toBeNull()
  expect(match(press('l'), 400, false)).toBe('page:live')
  expect(match(press('l'), 500, false)).toBe('language')
  match(press('g'), 1000, false)
  expect(match(press('e'), 5000, false)).toBeNull()
})

it('leaves letters to whoever types, but not mod keys', () => {
  const match = matcher()
  expect(match(press('x'), 0, true)).toBeNull()
  expect(match(press('k', { metaKey: true }), 0, true)).toBe('palette')
  expect(match(press('x', { ctrlKey: true }), 0, false)).toBeNull()
  expect(match(press('x', { altKey: true }), 0, false)).toBeNull()
})

it('gives no key to two shortcuts', () => {
  const keys = SHORTCUTS.map((shortcut) => shortcut.keys.join(' '))
  expect(new Set(keys).size).toBe(keys.length)
  const firsts = SHORTCUTS.filter(({ keys }) => keys.length === 2).map(({ keys }) => keys[0] as string)
  expect(keys.filter((key) => firsts.includes(key))).toEqual([])
})
