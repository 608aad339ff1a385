/** The keys by which sources meet: the same message or conversation gets the same key whoever tells of it. */
import { hash } from 'node:crypto'

/**
 * First 32 hex digits of sha256(`<account>|<id>`). A vendor's message id may contain the phone number
 * (a wamid does), so that only its hash is ever kept.
 */
export function messageHash(account: string, id: string): string {
  return hash('sha256', `${account}|${id}`, 'hex').slice(0, 32)
}

/** `whatsapp:<hash>` of a WhatsApp message; `account` is the phone number id, `wamid` the id WhatsApp gave it. */
export function whatsAppMessageKey(account: string, wamid: string): string {
  return `whatsapp:${messageHash(account, wamid)}`
}

/**
 * Scope of a conversation without a ticket, e.g. `whatsapp:106540352242922:kJ3…`.
 * `customerPseudonym` is a pseudonym, never an identifier.
 */
export function conversationKey(channel: string, account: string, customerPseudonym: string): string {
  return `${channel}:${account}:${customerPseudonym}`
}

/** Scope of a helpdesk ticket: `ticket:<source>:<id>`. */
export function ticketKey(source: string, id: string): string {
  return `ticket:${source}:${id}`
}
