import { type CanonicalEvent, event } from '../../events/event.ts'
import { plainWord } from '../findings.ts'
import { isoInstant, unixSeconds } from '../instant.ts'
import { type Dict, text } from '../json-body.ts'
import { messageHash } from '../keys.ts'
import type { Problem } from '../problem.ts'
import { linkIds } from './identity.ts'
import { conversationOf, type Line } from './line.ts'
import { stampOf } from './opaque.ts'
import { completed } from './parties.ts'
import { chosenId, type Person, personOf } from './person.ts'

/** What a call's event or status word means. `connect` is the offer of a call, not its being taken. */
const WORDS = new Map<string, { type: 'call.started' | 'call.ended'; answered?: boolean }>([
  ['connect', { type: 'call.started' }],
  ['ringing', { type: 'call.started' }],
  ['accepted', { type: 'call.started', answered: true }],
  ['rejected', { type: 'call.ended', answered: false }],
  ['terminate', { type: 'call.ended' }],
])

/** `calls[]`: a call was offered or is over. */
export function mapCall(line: Line, call: Dict): Problem {
  const word = (text(call.event) ?? '').toLowerCase()
  const status = text(call.status)?.toLowerCase() ?? null
  const known = WORDS.has(word) ? word : (status ?? '')
  const outbound = call.direction === 'BUSINESS_INITIATED'
  const person = customerOf(line, call, outbound)
  const answered = word === 'terminate' && status !== null ? status === 'completed' : undefined
  return recordCall(line, call, known, person, { outbound, answered })
}

/** A status of a call that the business makes: ringing, accepted, rejected. */
export function mapCallStatus(line: Line, status: Dict): Problem {
  const person = completed(
    line,
    personOf(status.parent_recipient_user_id, status.recipient_user_id, status.recipient_id),
  )
  const word = (text(status.status) ?? '').toLowerCase()
  return recordCall(line, status, word, person, { outbound: true, answered: undefined })
}

function recordCall(
  line: Line,
  call: Dict,
  word: string,
  person: Person,
  told: { outbound: boolean; answered: boolean | undefined },
): Problem {
  const id = text(call.id) ?? text(call.wacid)
  if (id === null) return 'id: missing'
  const meaning = WORDS.get(word)
  if (!meaning) {
    line.found.unmapped('call', word)
    return null
  }
  const seconds = unixSeconds(call.timestamp, line.receivedS)
  if (typeof seconds === 'string') return `timestamp: ${seconds}`
  const customer = chosenId(person)
  if (customer === null) return 'from: neither a phone nor a user id'
  const hash = messageHash(line.account, id)
  const customerId = line.pseudonym(customer)
  const occurredAt = isoInstant(seconds)
  const answered = told.answered ?? meaning.answered
  line.found.events.push(
    event({
      source: line.source,
      account: line.account,
      dedupeKey: `call:${hash}:${word}`,
      type: meaning.type,
      occurredAt,
      scopeKey: conversationOf(line, customerId),
      messageKey: `whatsapp:${hash}`,
      customerId,
      ...callerOf(line, call, told.outbound),
      channel: 'whatsapp',
      direction: told.outbound ? 'outbound' : 'inbound',
      contentKind: 'call',
      rawType: `calls.${word}`,
      attrs: attrsOf(call, answered),
    }),
  )
  linkIds(line, person, occurredAt, 'calls')
  return null
}

function callerOf(
  line: Line,
  call: Dict,
  outbound: boolean,
): Pick<CanonicalEvent, 'actorType' | 'actorId' | 'team'> {
  if (!outbound) return { actorType: 'customer', actorId: null, team: null }
  const stamp = stampOf(line.settings.opaque ? call.biz_opaque_callback_data : null)
  return { actorType: stamp.actorType, actorId: stamp.actorId, team: stamp.team }
}

/** Contacts of a change with one call name the customer; otherwise it is the party that is not the business. */
function customerOf(line: Line, call: Dict, outbound: boolean): Person {
  if (line.soleContact && chosenId(line.soleContact) !== null) return line.soleContact
  const from = personOf(call.from_parent_user_id, call.from_user_id, call.from)
  const to = personOf(call.to_parent_user_id, call.to_user_id, call.to)
  const [likely, other] = outbound ? [to, from] : [from, to]
  return completed(line, likely.phone !== null && likely.phone === line.ownNumber ? other : likely)
}

function attrsOf(call: Dict, answered: boolean | undefined): string | null {
  const duration = typeof call.duration === 'number' && call.duration >= 0 ? call.duration : undefined
  const status = plainWord(call.status)?.toLowerCase()
  if (answered === undefined && duration === undefined && status === undefined) return null
  return JSON.stringify({ answered, duration_s: duration, status })
}
