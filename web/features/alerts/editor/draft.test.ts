import { expect, it } from 'vitest'
import { ruleSchema } from '../../../../pipelines/alerts/rule/rule.ts'
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'
import { BEGINNINGS, KINDS, meant, NEW_RULE, unitOf, written } from './draft.ts'

it('begins with rules that the server takes as they are', () => {
  for (const kind of KINDS) {
    const rule = { ...NEW_RULE, name: 'x', when: BEGINNINGS[kind] }
    expect(ruleSchema.parse(rule)).toEqual(rule)
  }
})

it('writes thresholds as people do, and means what the body says', () => {
  const metric = (unit: string) => ({ unit }) as CatalogMetric
  expect(unitOf(BEGINNINGS.metric, metric('seconds'))).toEqual({ unit: 'minutes', factor: 60 })
  expect(unitOf(BEGINNINGS.metric, metric('ratio'))).toEqual({ unit: 'percent', factor: 0.01 })
  expect(unitOf({ ...BEGINNINGS.metric, against: { kind: 'forecast' } }, metric('seconds')).unit).toBe(
    'percent',
  )
  expect([written(1800, 60), written(0.07, 0.01), meant(7, 0.01), meant(30, 60)]).toEqual([30, 7, 0.07, 1800])
})
