import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeDrill, encodeDrill } from './drill-target.ts'

it('reads plainly', () => {
  const target = { metric: 'csat', cell: { time: '2026-11-22T00:00:00Z', team: 'Billing', tier: null } }
  expect(encodeDrill(target)).toBe('csat;time=2026-11-22T00:00:00Z;team=Billing;tier=~')
})

it('comes back unchanged whatever the values', () => {
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('', '~', '!', '!1', ';', 'a=b', '!;~'),
    fc.constant(null),
  )
  fc.assert(
    fc.property(value, value, (team, topic) => {
      const target = { metric: 'csat', cell: { team, topic } }
      expect(decodeDrill(encodeDrill(target))).toEqual(target)
    }),
  )
})

it.each(['', 'Csat', 'csat;', 'csat;team', 'csat;=x'])('refuses %j', (text) => {
  expect(decodeDrill(text)).toBeNull()
})
