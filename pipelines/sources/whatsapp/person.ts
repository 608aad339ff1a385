import { whatsAppIdentifier } from '../customer-id.ts'
import { dict, text } from '../json-body.ts'

/** What one person is called: parent business-scoped id, business-scoped id, phone. Each normalised, each may be absent. */
export interface Person {
  readonly parent: string | null
  readonly user: string | null
  readonly phone: string | null
}

const NOBODY: Person = { parent: null, user: null, phone: null }

export function personOf(parent: unknown, user: unknown, phone: unknown): Person {
  const number = text(phone)
  return {
    parent: text(parent),
    user: text(user),
    phone: number === null ? null : whatsAppIdentifier(number),
  }
}

/** The people that a change lists as `contacts[]`. */
export function contactsOf(contacts: unknown): Person[] {
  if (!Array.isArray(contacts)) return []
  return contacts.map((entry: unknown) => {
    const contact = dict(entry)
    return contact ? personOf(contact.parent_user_id, contact.user_id, contact.wa_id) : NOBODY
  })
}

/** The id that a conversation is keyed by; null for nobody. The phone comes last: people change it and may hide it. */
export function chosenId(person: Person): string | null {
  return person.parent ?? person.user ?? person.phone
}
