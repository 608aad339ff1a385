import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LAW_CASES } from '../calendars/test-calendars.ts'
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
  'escalation',
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
  id: fc.nat(40),
})
type Told = typeof told extends fc.Arbitrary<infer T> ? T : never

/**
 * Event of one of the three people of a case; no two cases have anything to do with each other. A message is told in one
 * scope: of tellings in two that nothing links, a fold of one of them alone cannot know.
 */
function toEvent(name: string, no: number, { who, inHelpdesk, second, kind, id }: Told): CanonicalEvent {
  const make = inHelpdesk ? onTicket : inChat
  const dedupeKey = `${name}:${no}`
  if (kind === KINDS.length)
    return onTicket(name + who, second, {
      type: 'ticket.merged',
      relatedKey: `ticket:desk:${name}C`,
      dedupeKey,
    })
  if (kind === KINDS.length + 1)
    return inChat(name + who, second, {
      type: 'identity.linked',
      relatedKey: `whatsapp:1:${name}B`,
      dedupeKey,
    })
  if (kind === KINDS.length + 2) {
    return inChat(name + who, second, {
      type: 'message.delivery',
      deliveryState: id % 3 ? 'delivered' : 'failed',
      direction: 'outbound',
      category: 'service',
      messageKey: `whatsapp:${name}chat${who}${id % 5}`,
      dedupeKey,
    })
  }
  const chosen = KINDS[kind] ?? ask
  return make(name + who, second, {
    ...chosen,
    dedupeKey,
    ...(chosen.type === 'message.created'
      ? { messageKey: `whatsapp:${name}${inHelpdesk ? 'desk' : 'chat'}${who}${id}` }
      : {}),
  })
}

let folding: Folding
beforeAll(async () => {
  folding = await openFolding()
})
afterAll(() => folding.close())

const SEED = 20_260_302

describe('folding', () => {
  it.each([0, 1, 2, 3])(
    'gives the same facts for any order, any repetition and any split into runs (%i)',
    async (part) => {
      const cases = fc.sample(fc.array(told, { minLength: 1, maxLength: 14 }), {
        numRuns: LAW_CASES,
        seed: SEED + part,
      })
      const events = cases.flatMap((one, index) => one.map((each, no) => toEvent(`${index}-`, no, each)))
      await folding.reset()
      await folding.store(events)
      await folding.full(AS_OF)
      await keepFacts()
      const keys = fc.sample(fc.nat(), { numRuns: 2 * events.length, seed: SEED - part })
      const deliveries = [...events, ...events]
        .map((event, at) => ({ event, key: keys[at] ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ event }) => event)
      await folding.reset()
      const size = Math.ceil(deliveries.length / 3)
      for (const [run, asOf] of [at(100_000), at(400_000), AS_OF].entries()) {
        await folding.store(deliveries.slice(run * size, (run + 1) * size))
        await folding.incremental(asOf)
      }
      await expectKeptFacts()
    },
  )

  it('gives the same facts in one pass and in several', async () => {
    const cases = fc.sample(fc.array(told, { minLength: 1, maxLength: 14 }), { numRuns: 200, seed: SEED })
    const events = cases.flatMap((one, index) => one.map((each, no) => toEvent(`${index}-`, no, each)))
    await folding.reset()
    await folding.store(events)
    await folding.full(AS_OF)
    await keepFacts()
    await folding.full(AS_OF, Math.ceil(events.length / 3))
    await expectKeptFacts()
  })
})

async function keepFacts(): Promise<void> {
  await folding.engine.write(async (tx) => {
    for (const fact of FACTS) await tx.run(`create or replace table kept_${fact} as from ${fact}`)
  })
}

async function expectKeptFacts(): Promise<void> {
  for (const fact of FACTS) {
    const differing = await folding.rows(
      `(select * from ${fact} except all select * from kept_${fact}) union all
       (select * from kept_${fact} except all select * from ${fact}) limit 4`,
    )
    expect(differing, fact).toEqual([])
  }
}
