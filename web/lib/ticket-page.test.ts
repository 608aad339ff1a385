import { expect, it } from 'vitest'
import { ticketPage } from './ticket-page.ts'

const sources = [
  { name: 'desk', ticketPage: 'https://acme.zendesk.com/agent/tickets/{id}' },
  { name: 'desk-two', ticketPage: null },
]

it('leads to the ticket of its own connection, whatever its id is made of', () => {
  expect(ticketPage(sources, 'desk:4711', '4711')).toBe('https://acme.zendesk.com/agent/tickets/4711')
  expect(ticketPage(sources, 'desk:a/../b?c#d', 'a/../b?c#d')).toBe(
    'https://acme.zendesk.com/agent/tickets/a%2F..%2Fb%3Fc%23d',
  )
})

it('leads nowhere without a helpdesk, a ticket or a connection', () => {
  expect(ticketPage(sources, 'desk-two:4711', '4711')).toBeNull()
  expect(ticketPage(sources, 'desk:whatsapp:x', '')).toBeNull()
  expect(ticketPage(sources, 'elsewhere:4711', '4711')).toBeNull()
})
