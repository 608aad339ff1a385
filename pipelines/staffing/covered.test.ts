import { expect, it } from 'vitest'
import { coveredPart } from './covered.ts'

const queue = (team: string | null, channel: string, contacts: number) => ({
  id: `${team ?? ''}~${channel}`,
  ...{ team, channel, contacts },
})
const QUEUES = [
  queue('desk', 'whatsapp', 300),
  queue('desk', 'phone', 100),
  queue('returns', 'whatsapp', 200),
  queue('returns', 'phone', 50),
  queue(null, 'whatsapp', 40),
]
const covered = (...skills: string[]) => coveredPart(QUEUES, new Set(skills))

it('is a team, or several, whose contacts people are rostered for', () => {
  expect(covered('desk')).toEqual({ dimension: 'team', values: ['desk'] })
  expect(covered('desk~whatsapp', 'desk~phone')).toEqual({ dimension: 'team', values: ['desk'] })
})

it('is a channel where people serve it for several teams', () => {
  expect(covered('phone')).toEqual({ dimension: 'channel', values: ['phone'] })
})

it('is no part where nearly all is served, or skills are no names of queues', () => {
  expect(covered('desk', 'returns')).toBeNull()
  expect(covered('whatsapp', 'phone')).toBeNull()
  expect(covered('english', 'french')).toBeNull()
})

it('leaves out what has no name', () => {
  expect(coveredPart([...QUEUES, queue('desk', 'chat', 900)], new Set(['whatsapp']))).toEqual({
    dimension: 'channel',
    values: ['whatsapp'],
  })
})
