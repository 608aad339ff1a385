import type { Findings } from '../findings.ts'
import { conversationKey } from '../keys.ts'
import type { Person } from './person.ts'
import type { WhatsAppSettings } from './settings.ts'

/** One phone line of the business while a change of it is being mapped. */
export interface Line {
  readonly source: string
  /** The phone number id. */
  readonly account: string
  /** The business's own number, where the change states it. */
  readonly ownNumber: string | null
  readonly contacts: readonly Person[]
  /** The only contact of a change with one item: it is about that item even if no id is in both. */
  readonly soleContact: Person | null
  readonly receivedS: number
  readonly settings: WhatsAppSettings
  readonly found: Findings
  /** Pairs of identities that the delivery has told of already. */
  readonly linked: Set<string>
  pseudonym(identifier: string): string
}

export function conversationOf(line: Line, pseudonym: string): string {
  return conversationKey('whatsapp', line.account, pseudonym)
}

/** Scope of a group chat. The prefix keeps a group id from ever meeting a person's. */
export function groupConversation(line: Line, groupId: string): string {
  return conversationOf(line, line.pseudonym(`group:${groupId}`))
}
