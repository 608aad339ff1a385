import type { CountryCode } from 'libphonenumber-js/min'
import { customerIdentifier } from '../customer-id.ts'
import { conversationKey, messageHash, ticketKey, whatsAppMessageKey } from '../keys.ts'
import type { MapContext } from '../source.ts'
import type { EventData } from './data.ts'

/** Where an event belongs. */
export interface Scope {
  readonly scopeKey: string
  /** The conversation that the ticket owns. */
  readonly relatedKey: string | null
  readonly customerId: string | null
}

export interface Naming {
  readonly source: string
  readonly country: CountryCode | undefined
  readonly context: Pick<MapContext, 'pseudonym'>
}

/** Scope of an event: its ticket, else its conversation; null where it names neither. */
export function scopeOf(data: EventData, naming: Naming): Scope | null {
  const { conversation } = data
  const customerId = customerOf(data, naming)
  const talk = conversation ? talkOf(conversation, customerId, naming) : null
  const ticket = data.ticket === undefined ? null : ticketKey(naming.source, data.ticket)
  if (ticket !== null) return { scopeKey: ticket, relatedKey: talk, customerId }
  return talk === null ? null : { scopeKey: talk, relatedKey: null, customerId }
}

/** Key of a message: that of WhatsApp's own webhooks where the account is known, else one within this connection. */
export function messageKeyOf(data: EventData, id: string, naming: Naming): string {
  const { conversation } = data
  return conversation?.channel === 'whatsapp'
    ? whatsAppMessageKey(conversation.account, id)
    : `${naming.source}:${messageHash(naming.source, id)}`
}

/** Pseudonym of a customer named in any spelling. */
export function pseudonymOf(customer: string, naming: Naming): string {
  return naming.context.pseudonym(customerIdentifier(customer, naming.country))
}

function customerOf(data: EventData, naming: Naming): string | null {
  const actor = data.actor?.type === 'customer' ? data.actor.id : undefined
  const customer = data.conversation?.customer ?? data.customer ?? actor
  return customer === undefined ? null : pseudonymOf(customer, naming)
}

/** `customerId` is that of the conversation's customer, where it names one. */
function talkOf(
  conversation: NonNullable<EventData['conversation']>,
  customerId: string | null,
  naming: Naming,
): string | null {
  const { channel, account, group, customer } = conversation
  if (group !== undefined)
    return conversationKey(channel, account, naming.context.pseudonym(`group:${group}`))
  return customer === undefined || customerId === null ? null : conversationKey(channel, account, customerId)
}
