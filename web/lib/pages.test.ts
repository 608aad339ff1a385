import { expect, it } from 'vitest'
import { MAIN_PAGES, PAGES, pageAt } from './pages.ts'
import { SHORTCUTS } from './shortcuts/registry.ts'

it('leads to every page by a key of its own, and to every shortcut by keys that nothing else begins with', () => {
  const pressed = SHORTCUTS.map(({ keys }) => keys.join(' '))
  expect(new Set(pressed).size).toBe(pressed.length)
  for (const { id, key } of MAIN_PAGES) {
    expect(SHORTCUTS.find(({ keys }) => keys.join(' ') === `g ${key}`)?.id).toBe(`page:${id}`)
  }
  expect(pressed.filter((keys) => keys === 'g')).toEqual([])
})

it('knows the page of an address, whatever stands for its parameters', () => {
  expect(pageAt('/live')).toBe(PAGES.live)
  expect(pageAt('/conversations/inbox%3AT-1')).toBe(PAGES.conversation)
  expect(pageAt('/conversations')).toBeNull()
  expect(pageAt('/nowhere')).toBeNull()
})
