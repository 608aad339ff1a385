import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CanonicalEvent } from '../events/event.ts'
import { ask, at, botSays, type Folding, inChat, onTicket, openFolding, reply } from './test-fold.ts'

const FACTS = [
  'ticket',
  'response',
  'resolution',
  'status_interval',
  'sla_clock',
  'rating',
  'survey',
  'message',
  'handoff',
  'call',
]
const AS_OF = at(20 * 86_400)

const status = (to: NonNullable<CanonicalEvent['status']>) =>
  ({ type: 'ticket.updated', status: to, actorType: 'agent' }) as const
const KINDS = [
  ask,
  ask,
  reply('agent-1'),
  reply('agent-2'),
  botSays,
  status('solved'),
  status('open'),
  status('pending'),
  status('closed'),
  { type: 'ticket.updated', team: 'Support' },
  { type: 'ticket.updated', assignee: 'agent-2', priority: 'high' },
  { type: 'ticket.handoff' },
  { type: 'csat.received', score: 0.75, scaleMin: 1, scaleMax: 5, surveyId: 's' },
  { type: 'ticket.deleted' },
  { type: 'ticket.restored' },
] as const

const told = fc.record({
  who: fc.constantFrom('A', 'B', 'C'),
  inHelpdesk: fc.boolean(),
  // few distinct instants, so that ties are common
  second: fc.integer({ min: 0, max: 12 }).map((step) => step * 40_000),
  kind: fc.integer({ min: 0, max: KINDS.length + 2 }),
  id: fc.nat(1_000_000),
})

function toEvent({
  who,
  inHelpdesk,
  second,
  kind,
  id,
}: {
  who: string
  inHelpdesk: boolean
  second: number
  kind: number
  id: number
}): CanonicalEvent {
  const make = inHelpdesk ? onTicket : inChat
  const dedupeKey = `${id}`
  const messageKey = `whatsapp:${id % 40}`
  if (kind === KINDS.length)
    return onTicket(who, second, { type: 'ticket.merged', relatedKey: 'ticket:desk:C', dedupeKey })
  if (kind === KINDS.length + 1)
    return inChat(who, second, { type: 'identity.linked', relatedKey: 'whatsapp:1:B', dedupeKey })
  if (kind === KINDS.length + 2) {
    return inChat(who, second, {
      type: 'message.delivery',
      deliveryState: id % 3 ? 'delivered' : 'failed',
      direction: 'outbound',
      category: 'service',
      messageKey,
      dedupeKey,
    })
  }
  const chosen = KINDS[kind] ?? ask
  return make(who, second, {
    ...chosen,
    dedupeKey,
    ...(chosen.type === 'message.created' ? { messageKey: `${who}:${id}` } : {}),
  })
}

let folding: Folding
beforeAll(async () => {
  folding = await openFolding()
})
afterAll(() => folding.close())

async function snapshot(): Promise<string> {
  const parts: string[] = []
  for (const fact of FACTS) {
    const rows = await folding.rows(`select * from ${fact} order by all`)
    parts.push(`${fact} ${JSON.stringify(rows)}`)
  }
  return parts.join('\n')
}

async function folded(
  batches: readonly (readonly CanonicalEvent[])[],
  how: 'full' | 'incremental',
): Promise<string> {
  await folding.reset()
  for (const batch of batches) {
    await folding.store(batch)
    if (how === 'incremental') await folding.incremental(AS_OF)
  }
  if (how === 'full') await folding.full(AS_OF)
  return snapshot()
}

describe('folding', () => {
  it('gives the same facts for any order, any repetition and any split into runs', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(told, { minLength: 1, maxLength: 40 }),
        fc.array(fc.nat(1_000_000), { minLength: 120, maxLength: 120 }),
        fc.integer({ min: 4, max: 30 }),
        async (tellings, keys, size) => {
          const events = tellings.map(toEvent)
          const expected = await folded([events], 'full')
          const shuffled = [...events, ...events]
            .map((one, i) => ({ one, key: keys[i % keys.length] ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ one }) => one)
          const batches: CanonicalEvent[][] = []
          for (let i = 0; i < shuffled.length; i += size) batches.push(shuffled.slice(i, i + size))
          expect(await folded(batches, 'incremental')).toBe(expected)
        },
      ),
      { numRuns: 10, seed: 20_260_302 },
    )
  }, 600_000)
})
