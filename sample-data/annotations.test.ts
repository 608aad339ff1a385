import { expect, it } from 'vitest'
import { annotationSchema } from '../pipelines/config/annotation.ts'
import { sampleAnnotations } from './annotations.ts'

it('marks the two campaigns while they were sent, and leaves the outage to be found', () => {
  const documents = sampleAnnotations(Date.parse('2026-11-20'))
  expect(documents.map(({ id, body }) => [id, annotationSchema.parse(body)])).toMatchObject([
    ['spring-sale', { kind: 'campaign', from: '2026-04-30T08:00:00.000Z', to: '2026-04-30T10:00:00.000Z' }],
    ['loyalty-offer', { kind: 'campaign', from: '2026-10-15T08:00:00.000Z', scope: { brand: ['Alpina'] } }],
  ])
})
