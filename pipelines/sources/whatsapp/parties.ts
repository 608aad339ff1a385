import type { Dict } from '../json-body.ts'
import type { Line } from './line.ts'
import { type Person, personOf } from './person.ts'

/** Who sent an inbound message. */
export function senderOf(line: Line, message: Dict): Person {
  return completed(line, personOf(message.from_parent_user_id, message.from_user_id, message.from))
}

/** Whom an echo or an outbound message of the history went to. */
export function addresseeOf(line: Line, message: Dict, fallback: unknown = undefined): Person {
  return completed(line, personOf(message.to_parent_user_id, message.to_user_id, message.to ?? fallback))
}

/** Adds what the change's contacts tell of the same person. */
export function completed(line: Line, person: Person): Person {
  const contact = line.contacts.find((one) => shareAnId(one, person)) ?? soleMatch(line.soleContact, person)
  if (!contact) return person
  return {
    parent: person.parent ?? contact.parent,
    user: person.user ?? contact.user,
    phone: person.phone ?? contact.phone,
  }
}

function soleMatch(contact: Person | null, person: Person): Person | null {
  if (!contact) return null
  const differ = (a: string | null, b: string | null) => a !== null && b !== null && a !== b
  const another =
    differ(contact.parent, person.parent) ||
    differ(contact.user, person.user) ||
    differ(contact.phone, person.phone)
  return another ? null : contact
}

function shareAnId(a: Person, b: Person): boolean {
  return (
    (a.user !== null && a.user === b.user) ||
    (a.phone !== null && a.phone === b.phone) ||
    (a.parent !== null && a.parent === b.parent)
  )
}
