import { describe, expect, it } from 'vitest'
import { weekOf } from '../../../pipelines/reports/week.ts'
import { parseSearch, stringifySearch } from './codec.ts'
import { EXPLORE, GLOBAL, leftOut, PLANNING, pick, REPORTS } from './schema.ts'

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

  it('keeps as many filters, of as long values, as the API takes', () => {
    const many = Array.from({ length: 60 }, (_, at) => `team:${at}`)
    expect(pick(GLOBAL, { f: many }).f).toEqual(many.slice(0, 50))
    expect(leftOut(GLOBAL, { f: many }).map(({ value }) => value)).toEqual(many.slice(50))
    const long = [`team:${'x'.repeat(501)}`, `team:${'x'.repeat(500)}`, `team:${'a,'.repeat(1000)}a`]
    expect(pick(GLOBAL, { f: long }).f).toEqual([long[1]])
  })

  it('takes days and weeks that exist, and no others', () => {
    for (const day of ['2026-02-31', '9999-12-31', '0000-01-01', '2026-2-3']) {
      expect([day, pick(PLANNING, { day })]).toEqual([day, {}])
    }
    expect(pick(PLANNING, { day: '2028-02-29' })).toEqual({ day: '2028-02-29' })
    for (let year = 1990; year < 2060; year++) {
      for (const week of ['W00', 'W01', 'W52', 'W53', 'W59']) {
        const text = `${year}-${week}`
        const exists = (() => {
          try {
            return weekOf(text, 'UTC').id === text
          } catch {
            return false
          }
        })()
        expect([text, pick(REPORTS, { week: text }).week === text]).toEqual([text, exists])
      }
    }
    expect(pick(REPORTS, { week: '9999-W52' })).toEqual({})
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
