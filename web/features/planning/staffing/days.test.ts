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

it('names queues as the server does, the busiest first', () => {
  const queues = queuesOf({
    columns: [
      { name: 'team', role: 'dimension' },
      { name: 'channel', role: 'dimension' },
      { name: 'tickets_created', role: 'value' },
    ],
    data: {
      team: ['billing', null, 'x'],
      channel: ['chat', 'whatsapp', null],
      tickets_created: [5, 9, 0],
      tickets_created__n: [5, 9, 0],
    },
    rowCount: 3,
    meta: {},
  } as never)
  expect(queues.map(({ id }) => id)).toEqual(['~whatsapp', 'billing~chat'])
})
