import { expect, it } from 'vitest'
import type { SourceHealth } from '../../pipelines/pegel.ts'
import { silentSources } from './freshness.ts'

const now = Date.parse('2026-11-22T12:00:00Z')
const source = (name: string, lastReceivedAt: string | null): SourceHealth => ({
  name,
  kind: 'whatsapp',
  configured: true,
  ticketPage: null,
  lastEventAt: lastReceivedAt,
  lastReceivedAt,
  deliveries: 1,
  events: 1,
  duplicates: 0,
  clockSkew: 0,
  deadLetters: 0,
  unmapped: {},
})

it('names sources that stopped, not those that never spoke, still speak or ended long ago', () => {
  const sources = [
    source('speaking', '2026-11-22T11:50:01Z'),
    source('stopped', '2026-11-22T11:48:00Z'),
    source('stopped earlier', '2026-11-22T02:00:00Z'),
    source('an old file', '2026-05-01T00:00:00Z'),
    source('connected, nothing yet', null),
  ]
  expect(silentSources(sources, now)).toEqual([
    { name: 'stopped earlier', silentS: 36_000 },
    { name: 'stopped', silentS: 720 },
  ])
})
