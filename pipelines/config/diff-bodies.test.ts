import { expect, it } from 'vitest'
import { inSchemaOrder } from './canonical.ts'
import { diffBodies, sameBody } from './diff-bodies.ts'
import { jsonSchemaOf } from './kinds.ts'
import { policyKind } from './policy-kind.ts'

it('names the fields that differ, lists as wholes', () => {
  const before = { name: 'a', week: { mon: [['09:00', '17:00']], tue: [] }, zone: null }
  const after = { week: { mon: [['09:00', '18:00']], tue: [] }, name: 'a', zone: 'UTC', more: { x: 0 } }
  expect(diffBodies(before, after)).toEqual([
    { field: 'more', before: null, after: { x: 0 } },
    { field: 'week.mon', before: [['09:00', '17:00']], after: [['09:00', '18:00']] },
    { field: 'zone', before: null, after: 'UTC' },
  ])
  expect(diffBodies(null, { a: 1 })).toEqual([{ field: '.', before: null, after: { a: 1 } }])
})

it('takes the order of fields for nothing and that of lists for something', () => {
  expect(sameBody({ a: 1, b: { c: [{ x: 1, y: 2 }] } }, { b: { c: [{ y: 2, x: 1 }] }, a: 1 })).toBe(true)
  expect(sameBody({ a: [1, 2] }, { a: [2, 1] })).toBe(false)
})

it('writes fields in the order of the schema', () => {
  const body = { targets: { resolution: { pauses: [], minutes: { low: 1, urgent: 2 } } }, zzz: 1, name: 'a' }
  expect(JSON.stringify(inSchemaOrder(body, jsonSchemaOf(policyKind)))).toBe(
    '{"name":"a","targets":{"resolution":{"minutes":{"urgent":2,"low":1},"pauses":[]}},"zzz":1}',
  )
})
