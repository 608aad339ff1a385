import type { Installation } from './installation.ts'

/** Delivers a customer's new ticket, as a webhook would bring it. */
export function openTicket(pegel: Installation, ticket: string): Promise<unknown> {
  const body = JSON.stringify({
    specversion: '1.0',
    id: `event-${ticket}`,
    source: '/inbox',
    type: 'io.pegel.ticket.created.v1',
    time: new Date().toISOString(),
    data: {
      ticket,
      conversation: { channel: 'chat', account: 'desk', customer: 'customer-1' },
      actor: { type: 'customer' },
      status: 'open',
    },
  })
  return pegel.pegel(['ingest', '--source', 'inbox'], `${JSON.stringify({ headers: {}, body })}\n`)
}
