import { describe, expect, it } from 'vitest'
import { parseSearch } from './codec.ts'
import { fixedAddress, isShown, openedSearch, savedSearch } from './saved.ts'
import { EXPLORE } from './schema.ts'

describe('a saved view', () => {
  it('leaves the reader language, theme and what is being edited, and is the same in any order', () => {
    const one = parseSearch('?m=csat&f=team:A&f=!channel:email&lang=de&theme=dark&edit=policy:vip')
    const other = parseSearch('?f=team:A&f=!channel:email&m=csat')
    expect(savedSearch(one)).toBe('f=team:A&f=!channel:email&m=csat')
    expect(savedSearch(other)).toBe(savedSearch(one))
  })

  it('is known again when it is shown', () => {
    const view = { path: '/explore', search: 'm=csat&from=now-7d/d&to=now' }
    const shown = savedSearch(parseSearch('?to=now&from=now-7d/d&m=csat&lang=de'))
    expect(isShown(view, '/explore', shown)).toBe(true)
    expect(isShown(view, '/sla', shown)).toBe(false)
    expect(isShown(view, '/explore', savedSearch({ m: 'csat' }))).toBe(false)
  })

  it('keeps nothing of the page before, and of itself what the page can read', () => {
    expect(openedSearch('m=csat&f=team:A&view=sankey&flow=2', EXPLORE)).toEqual({
      m: 'csat',
      f: ['team:A'],
      from: undefined,
      to: undefined,
      cmp: undefined,
      tz: undefined,
    })
  })

  it('can be held to the instants that it means now', () => {
    const range = { from: Date.UTC(2026, 10, 1, 23), to: Date.UTC(2026, 10, 8, 10, 30) }
    expect(fixedAddress('http://localhost:3000/explore?m=csat&from=now-7d/d&to=now&f=team:A', range)).toBe(
      'http://localhost:3000/explore?m=csat&from=2026-11-01T23:00:00Z&to=2026-11-08T10:30:00Z&f=team:A',
    )
  })
})
