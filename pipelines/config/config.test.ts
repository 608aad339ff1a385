import { expect, it } from 'vitest'
import { parseConfig } from './config.ts'

it('says where calendar and policy have gone', () => {
  expect(() => parseConfig({ calendar: { zone: 'UTC' } }, 'pegel.yml')).toThrow(
    /^pegel.yml is not valid: calendar: moved: state it with `pegel config import FILE.yml`/,
  )
  expect(parseConfig({ zone: 'Europe/Berlin' })).toMatchObject({ zone: 'Europe/Berlin', sources: [] })
})
