import { expect, it } from 'vitest'
import { errorAt, fieldErrors } from '../../../lib/api/field-errors.ts'
import { ApiError } from '../../../lib/api/problem.ts'
import { freeId } from '../../../lib/config-id.ts'
import { startsAt } from './when.ts'

it('makes ids that the server takes', () => {
  expect(freeId('Größte Kunden & Söhne!', [])).toBe('grosste-kunden-sohne')
  expect(freeId('VIP', ['vip', 'vip-2'])).toBe('vip-3')
  expect(freeId('★', [])).toBe('new')
  expect(freeId('x'.repeat(100), [])).toMatch(/^[a-z0-9][a-z0-9_-]{0,62}$/)
})

it('finds the fields at fault, whether saved or only tried', () => {
  const refused = new ApiError(400, 'invalid', 'no', {
    'changes.0.body.targets.resolution.minutes.high': 'at least 1 minute',
    name: 'a name',
  })
  const errors = fieldErrors(refused)
  expect(errorAt(errors, 'targets.resolution.minutes.high')).toBe('at least 1 minute')
  expect(errorAt(errors, 'targets.resolution')).toBe('at least 1 minute')
  expect(errorAt(errors, 'targets.res')).toBeUndefined()
  expect(errorAt(errors, 'name')).toBe('a name')
  expect(fieldErrors(new ApiError(409, 'conflict', 'no', { name: 'x' }))).toEqual({})
})

it('reads the instant from which a version holds in the reporting zone', () => {
  expect(startsAt({ at: 'now' }, 'Europe/Berlin')).toBeUndefined()
  expect(startsAt({ at: 'ever' }, 'Europe/Berlin')).toBeNull()
  expect(startsAt({ at: 'instant', text: '2026-07-01T00:00' }, 'Europe/Berlin')).toBe(
    '2026-06-30T22:00:00.000Z',
  )
  expect(startsAt({ at: 'instant', text: '' }, 'Europe/Berlin')).toBe('unreadable')
})
