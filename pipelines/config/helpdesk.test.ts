import { expect, it } from 'vitest'
import { parseConfig } from './config.ts'
import { ticketPageOf } from './helpdesk.ts'

const pageOf = (helpdesk: unknown) => {
  const { sources } = parseConfig({ sources: [{ name: 'desk', kind: 'cloudevents', helpdesk }] })
  const stated = sources[0]?.helpdesk
  return stated ? ticketPageOf(stated) : null
}

it.each([
  [{ kind: 'zendesk', site: 'https://acme.zendesk.com/' }, 'https://acme.zendesk.com/agent/tickets/{id}'],
  [{ kind: 'freshdesk', site: 'https://acme.freshdesk.com' }, 'https://acme.freshdesk.com/a/tickets/{id}'],
  [
    { kind: 'salesforce', site: 'https://acme.lightning.force.com' },
    'https://acme.lightning.force.com/lightning/r/Case/{id}/view',
  ],
  [{ kind: 'helpscout' }, 'https://secure.helpscout.net/conversation/{id}'],
  [{ ticket: 'http://desk.internal/t?no={id}#last' }, 'http://desk.internal/t?no={id}#last'],
])('knows where %j shows a ticket', (helpdesk, page) => {
  expect(pageOf(helpdesk)).toBe(page)
})

it('knows no page where none is stated', () => {
  expect(pageOf(undefined)).toBeNull()
})

it.each([
  { ticket: 'javascript:alert({id})' },
  { ticket: 'https://desk.example.com/tickets' },
  { ticket: 'https://{id}.example.com/' },
  { kind: 'zendesk' },
  { kind: 'zendesk', site: 'acme' },
  { kind: 'zendesk', site: 'data:text/html,x' },
  { kind: 'notepad', site: 'https://example.com' },
])('refuses %j', (helpdesk) => {
  expect(() => pageOf(helpdesk)).toThrow(/helpdesk/)
})
