import { describe, expect, it } from 'vitest'
import { ACCESS, assertStated, callerOf } from './access.ts'

const stated = Object.keys(ACCESS).map((key) => {
  const [method, path] = key.split(' ') as [string, string]
  return { method, path }
})

describe('access table', () => {
  it('takes the routes that it states', () => {
    expect(() => assertStated([...stated, { method: 'ALL', path: '/*' }])).not.toThrow()
  })

  it('names a route that has no policy, and a policy that has no route', () => {
    expect(() => assertStated([...stated, { method: 'POST', path: '/api/v1/metrics' }])).toThrow(
      /without a policy .*POST \/api\/v1\/metrics/,
    )
    expect(() => assertStated(stated.slice(1))).toThrow(/without a route: GET \/livez/)
  })

  it('knows no policy for what it does not state, inherited names included', () => {
    expect(callerOf('GET', '/livez')).toBe('anyone')
    expect(callerOf('DELETE', '/livez')).toBeNull()
    expect(callerOf('constructor', '')).toBeNull()
  })
})
