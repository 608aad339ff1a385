/** Which part of the queues people are rostered for. */
import type { KnownQueue } from '../forecast/service/queue.ts'

/** A filter that asks for the part. */
export interface Covered {
  dimension: 'team' | 'channel'
  values: string[]
}

/** Who serves this share of the contacts is taken to serve all. */
const NEARLY_ALL = 0.9

type Sized = Pick<KnownQueue, 'id' | 'team' | 'channel' | 'contacts'>

/** By what a skill may name a queue: `team~channel`, its team, its channel. */
export const namesOf = ({ id, team, channel }: Sized): string[] =>
  [id, team, channel].filter((name) => name !== null)

/** Null where the skills name nearly all of the queues, by their contacts, or none at all, so that they say nothing of queues. */
export function coveredPart(queues: readonly Sized[], skills: ReadonlySet<string>): Covered | null {
  const served = queues.filter((queue) => namesOf(queue).some((name) => skills.has(name)))
  if (served.length === 0 || areNearlyAll(served, queues)) return null
  const teams = part(served, 'team')
  const ofThem = queues.filter(({ team }) => team !== null && teams.values.includes(team))
  return areNearlyAll(served, ofThem) ? teams : part(served, 'channel')
}

function part(queues: readonly Sized[], dimension: Covered['dimension']): Covered {
  const values = new Set(queues.map((queue) => queue[dimension]))
  return { dimension, values: [...values].filter((value) => value !== null) }
}

const areNearlyAll = (some: readonly Sized[], all: readonly Sized[]) =>
  contactsOf(some) >= NEARLY_ALL * contactsOf(all)

const contactsOf = (queues: readonly Sized[]) => queues.reduce((sum, { contacts }) => sum + contacts, 0)
