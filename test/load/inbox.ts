import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Shot } from './steady.ts'

const TOKEN = 'load-test-token-0001'

/** Writes the configuration of a folder whose connection `inbox` takes CloudEvents with a bearer token. */
export function configureInbox(dataDir: string): void {
  const source = { name: 'inbox', kind: 'cloudevents', settings: { token: TOKEN } }
  writeFileSync(join(dataDir, 'pegel.yml'), JSON.stringify({ sources: [source] }))
}

/** A customer's message that opens a ticket of its own: `ticketOf(7)` appears once the delivery is loaded. */
export function inboxMessage(index: number, at: Date): Shot {
  const ticket = ticketOf(index)
  const event = {
    specversion: '1.0',
    id: `message-${index}`,
    source: '/load',
    type: 'io.pegel.message.received.v1',
    time: at.toISOString(),
    data: {
      ticket,
      channel: 'chat',
      team: `team ${index % 8}`,
      customer: `customer-${index % 5000}`,
      actor: { type: 'customer' },
      message: { id: `m-${index}`, direction: 'inbound', kind: 'text', length: 40 + (index % 200) },
    },
  }
  const headers = { 'content-type': 'application/cloudevents+json', authorization: `Bearer ${TOKEN}` }
  return { body: JSON.stringify(event), headers }
}

export const ticketOf = (index: number) => `T${index}`
