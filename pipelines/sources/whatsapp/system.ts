import { event } from '../../events/event.ts'
import { plainWord } from '../findings.ts'
import { isoInstant, unixSeconds } from '../instant.ts'
import { type Dict, dict, text } from '../json-body.ts'
import { messageHash } from '../keys.ts'
import type { Problem } from '../problem.ts'
import { linkPeople } from './identity.ts'
import { conversationOf, type Line } from './line.ts'
import { senderOf } from './parties.ts'
import { chosenId, type Person, personOf } from './person.ts'

const CHANGES = new Set(['customer_changed_number', 'user_changed_number', 'user_changed_user_id'])
const KNOWN = new Set([...CHANGES, 'customer_identity_changed', 'user_identity_changed'])
/** `User <name> changed from <old id> to <new id>`: some notices name the old id nowhere else. */
const FROM_TO = / changed from (\S+) to \S+$/

/** A system notice: never waits for an answer; changes of number or user id link the old identity to the new one. */
export function recordSystemNotice(line: Line, message: Dict): Problem {
  const id = text(message.id)
  if (id === null) return 'id: missing'
  const seconds = unixSeconds(message.timestamp, line.receivedS)
  if (typeof seconds === 'string') return `timestamp: ${seconds}`
  const notice = dict(message.system)
  if (!notice) return 'system: missing'
  const type = text(notice.type)
  const now = personOf(notice.parent_user_id, notice.user_id, notice.wa_id ?? notice.new_wa_id)
  const before = personBefore(line, message, notice, type)
  const about = chosenId(before) ?? chosenId(now)
  if (about === null) return 'from: neither a phone nor a user id'

  const occurredAt = isoInstant(seconds)
  const rawType = `system.${plainWord(type) ?? '?'}`
  const customerId = line.pseudonym(about)
  const hash = messageHash(line.account, id)
  line.found.events.push(
    event({
      source: line.source,
      account: line.account,
      dedupeKey: `msg:${hash}`,
      factKey: `whatsapp:${hash}`,
      type: 'message.created',
      occurredAt,
      scopeKey: conversationOf(line, customerId),
      messageKey: `whatsapp:${hash}`,
      actorType: 'system',
      customerId,
      channel: 'whatsapp',
      direction: 'inbound',
      visibility: 'public',
      contentKind: 'system',
      countable: false,
      rawType,
    }),
  )
  if (type === null || !KNOWN.has(type)) line.found.unmapped('system', type ?? '')
  if (type !== null && CHANGES.has(type) && !linkPeople(line, before, now, occurredAt, rawType)) {
    line.found.unmapped('system_without_both_ids')
  }
  return null
}

/** `value.user_id_update[]`: a business-scoped id was replaced. */
export function mapUserIdUpdate(line: Line, update: Dict): Problem {
  const seconds = unixSeconds(update.timestamp, line.receivedS)
  if (typeof seconds === 'string') return `timestamp: ${seconds}`
  const user = dict(update.user_id)
  const parent = dict(update.parent_user_id)
  const before = personOf(
    parent?.previous ?? update.previous_parent_user_id,
    user?.previous ?? update.previous_user_id,
    null,
  )
  const now = personOf(
    parent ? parent.current : update.parent_user_id,
    user ? user.current : update.user_id,
    update.wa_id,
  )
  const linked = linkPeople(line, before, now, isoInstant(seconds), 'user_id_update')
  return linked ? null : 'user_id: previous or current is missing'
}

function personBefore(line: Line, message: Dict, notice: Dict, type: string | null): Person {
  const sender = senderOf(line, message)
  if (type === null || !CHANGES.has(type)) return sender
  const told = typeof notice.body === 'string' ? FROM_TO.exec(notice.body)?.[1] : undefined
  if (type === 'user_changed_user_id') {
    const previous = text(notice.previous_user_id) ?? told
    return { parent: null, user: previous ?? sender.user, phone: sender.phone }
  }
  const phone = text(message.from) ?? text(notice.customer) ?? told
  return { ...sender, phone: sender.phone ?? personOf(null, null, phone).phone }
}
