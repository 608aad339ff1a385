import { expect, it } from 'vitest'
import { daysOf } from './days.ts'
import { queuesOf } from './queues.ts'

it('cuts a plan at local midnights, on a day of 25 hours too', () => {
  const time = Array.from({ length: 60 }, (_, i) =>
    new Date(Date.UTC(2026, 9, 24, 22) + i * 3_600_000).toISOString(),
  )
  const days = daysOf({ time }, 'Europe/Berlin')
  expect(days.map(({ first, end }) => end - first)).toEqual([25, 24, 11])
})

it('names queues as the server does, the busiest first and what belongs to no team last', () => {
  const queues = queuesOf({
    columns: [
      { name: 'team', role: 'dimension' },
      { name: 'channel', role: 'dimension' },
      { name: 'tickets_created', role: 'value' },
    ],
    data: {
      team: ['billing', null, 'returns', 'x'],
      channel: ['chat', 'whatsapp', 'chat', null],
      tickets_created: [5, 9, 6, 0],
      tickets_created__n: [5, 9, 6, 0],
    },
    rowCount: 4,
    meta: {},
  } as never)
  expect(queues.map(({ id }) => id)).toEqual(['returns~chat', 'billing~chat', '~whatsapp'])
})
