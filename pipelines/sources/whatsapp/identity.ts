import { event } from '../../events/event.ts'
import { conversationOf, type Line } from './line.ts'
import { chosenId, type Person } from './person.ts'

/** Tells that the ids of one person belong together; a person with a single id tells nothing. */
export function linkIds(line: Line, person: Person, occurredAt: string, rawType: string): void {
  const chosen = chosenId(person)
  if (chosen === null) return
  if (person.user !== null) linkPair(line, chosen, person.user, occurredAt, rawType)
  if (person.phone !== null) linkPair(line, chosen, person.phone, occurredAt, rawType)
}

/** Tells that somebody is now called something else. */
export function linkPeople(
  line: Line,
  before: Person,
  now: Person,
  occurredAt: string,
  rawType: string,
): boolean {
  const old = chosenId(before)
  const current = chosenId(now)
  linkIds(line, before, occurredAt, rawType)
  linkIds(line, now, occurredAt, rawType)
  if (old === null || current === null) return false
  linkPair(line, current, old, occurredAt, rawType)
  return true
}

function linkPair(line: Line, kept: string, other: string, occurredAt: string, rawType: string): void {
  if (kept === other) return
  const customerId = line.pseudonym(kept)
  const alias = line.pseudonym(other)
  const pair = customerId < alias ? `${customerId}:${alias}` : `${alias}:${customerId}`
  const dedupeKey = `id:${line.account}:${pair}`
  if (line.linked.has(dedupeKey)) return
  line.linked.add(dedupeKey)
  line.found.events.push(
    event({
      source: line.source,
      account: line.account,
      dedupeKey,
      type: 'identity.linked',
      occurredAt,
      scopeKey: conversationOf(line, customerId),
      relatedKey: conversationOf(line, alias),
      customerId,
      channel: 'whatsapp',
      rawType,
    }),
  )
}
