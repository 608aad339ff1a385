import { ACCOUNTS, BUSINESS_ACCOUNT } from '../company/company.ts'
import type { Identity } from '../company/customers.ts'

/**
 * Webhook bodies as the WhatsApp Cloud API posts them. They are put together as text, because a year of them is
 * gigabytes; every value that is inserted is free of characters that JSON would escape, or is JSON already.
 */
const HEADS = ACCOUNTS.map(
  (account) =>
    `{"object":"whatsapp_business_account","entry":[{"id":"${BUSINESS_ACCOUNT}","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"${account.displayNumber}","phone_number_id":"${account.phoneNumberId}"},`,
)
const TAIL = '}}]}]}'

/** A body with one or more inbound messages of one customer. */
export function inboundBody(account: number, who: Identity, messages: string): string {
  return `${HEADS[account]}"contacts":[${contact(who)}],"messages":[${messages}]${TAIL}`
}

/** A body with one or more statuses of messages to one customer. */
export function statusBody(account: number, statuses: string, who: Identity | null): string {
  const contacts = who === null ? '' : `"contacts":[${contact(who)}],`
  return `${HEADS[account]}${contacts}"statuses":[${statuses}]${TAIL}`
}

/** `content` is the JSON of the message's own part, e.g. `"type":"text","text":{"body":"Hi"}`. */
export function inboundMessage(who: Identity, wamid: string, at: number, content: string): string {
  const from = who.waId === null ? '' : `"from":"${who.waId}",`
  const fromUser = who.userId === null ? '' : `"from_user_id":"${who.userId}",`
  return `{${from}${fromUser}"id":"${wamid}","timestamp":"${seconds(at)}",${content}}`
}

/** The notice that a customer has moved to another number. It comes without contacts. */
export function numberChangedBody(
  account: number,
  wamid: string,
  at: number,
  old: string,
  now: string,
): string {
  return `${HEADS[account]}"messages":[{"from":"${old}","id":"${wamid}","timestamp":"${seconds(at)}","type":"system","system":{"body":"Customer changed from ${old} to ${now}","wa_id":"${now}","type":"user_changed_number"}}]${TAIL}`
}

export interface Status {
  wamid: string
  state: 'sent' | 'delivered' | 'read' | 'failed'
  at: number
  category: 'service' | 'marketing' | 'utility'
  /** Whether the webhook still carries the conversation (versions before 24). */
  conversation: boolean
  /** JSON that the sender stamped on the message, as a JSON string, or null. */
  stamp: string | null
}

export function status(who: Identity, s: Status): string {
  const recipient = who.waId === null ? `"recipient_user_id":"${who.userId}"` : `"recipient_id":"${who.waId}"`
  const stamp = s.stamp === null ? '' : `,"biz_opaque_callback_data":${s.stamp}`
  const head = `{"id":"${s.wamid}","status":"${s.state}","timestamp":"${seconds(s.at)}",${recipient}${stamp}`
  if (s.state === 'failed') {
    return `${head},"errors":[{"code":131026,"title":"Message undeliverable","message":"Message undeliverable"}]}`
  }
  if (s.state === 'read') return `${head}}`
  const free = s.category === 'service'
  const conversation = s.conversation
    ? `,"conversation":{"id":"${s.wamid.slice(14, 30)}","expiration_timestamp":"${seconds(s.at) + 86400}","origin":{"type":"${s.category}"}}`
    : ''
  return `${head}${conversation},"pricing":{"billable":${!free},"pricing_model":"PMP","type":"${free ? 'free_customer_service' : 'regular'}","category":"${s.category}"}}`
}

export const seconds = (at: number): number => Math.floor(at / 1000)

function contact(who: Identity): string {
  const username = who.username === null ? '' : `,"username":"@${who.username}"`
  const waId = who.waId === null ? '' : `,"wa_id":"${who.waId}"`
  const userId = who.userId === null ? '' : `,"user_id":"${who.userId}"`
  return `{"profile":{"name":"${who.name}"${username}}${waId}${userId}}`
}
