import { describe, expect, it } from 'vitest'
import { parseSearch, stringifySearch } from './codec.ts'
import { EXPLORE, GLOBAL, leftOut, pick } from './schema.ts'

describe('the URL', () => {
  it('is written readably and read back', () => {
    const search = {
      from: 'now-7d/d',
      f: ['team:Support,Billing', '!channel:e-mail & fax'],
      tz: 'Europe/Berlin',
    }
    const text = stringifySearch(search)
    expect(text).toBe('?from=now-7d/d&f=team:Support,Billing&f=!channel:e-mail%20%26%20fax&tz=Europe/Berlin')
    expect(parseSearch(text)).toEqual(search)
  })

  it('keeps a single filter a list and numbers text', () => {
    expect(parseSearch('?f=team:A&m=1')).toEqual({ f: ['team:A'], m: '1' })
  })

  it('writes nothing for what is not said', () => {
    expect(stringifySearch({ from: undefined, f: [] })).toBe('')
  })

  it('keeps the readable and names the rest', () => {
    const raw = parseSearch(
      '?from=now-7d/d&to=tomorrow&f=team:A&f=nonsense&tz=Mars/Olympus&lang=fr&theme=dark&utm=x',
    )
    expect(pick(GLOBAL, raw)).toEqual({ from: 'now-7d/d', f: ['team:A'], theme: 'dark' })
    expect(leftOut(GLOBAL, raw)).toEqual([
      { name: 'to', value: 'tomorrow' },
      { name: 'f', value: 'nonsense' },
      { name: 'tz', value: 'Mars/Olympus' },
      { name: 'lang', value: 'fr' },
      { name: 'utm', value: 'x' },
    ])
  })

  it('refuses ids that no catalog could have', () => {
    expect(pick(EXPLORE, { m: 'csat,tickets_created', by: 'team;drop' })).toEqual({
      m: 'csat,tickets_created',
    })
  })

  it('does not fall over a key given twice', () => {
    const raw = parseSearch('?tz=UTC&tz=Europe/Berlin')
    expect(pick(GLOBAL, raw)).toEqual({})
    expect(leftOut(GLOBAL, raw)).toHaveLength(2)
  })
})
