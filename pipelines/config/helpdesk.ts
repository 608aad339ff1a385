/** Where a connection's tickets can be opened in the helpdesk that they come from. */
import { z } from 'zod'

/** Where each helpdesk shows one ticket to an agent, from its site's address. */
const PAGES = {
  zendesk: '/agent/tickets/{id}',
  freshdesk: '/a/tickets/{id}',
  salesforce: '/lightning/r/Case/{id}/view',
  helpscout: '/conversation/{id}',
} as const

/** All accounts of Help Scout live on one site. */
const HELP_SCOUT = 'https://secure.helpscout.net'
const site = z.url({ protocol: /^https?$/, error: 'an address that begins with https:// or http://' })

/** Whose page it is may not depend on a ticket. */
function namesTicket(address: string): boolean {
  const afterHost = address.split('/').slice(3).join('/')
  return afterHost.includes('{id}') && !new URL(address).host.includes('{')
}

/** One of the four with its site, or any other by the address of a ticket with `{id}` in it. */
export const helpdeskSchema = z.union([
  z.strictObject({ kind: z.enum(['zendesk', 'freshdesk', 'salesforce']), site }),
  z.strictObject({ kind: z.literal('helpscout'), site: site.default(HELP_SCOUT) }),
  z.strictObject({
    ticket: site.refine(namesTicket, { error: 'the address of a ticket with {id} where its number stands' }),
  }),
])

export type Helpdesk = z.infer<typeof helpdeskSchema>

/**
 * Address of a ticket with `{id}` for its id.
 *
 *     ticketPageOf({ kind: 'zendesk', site: 'https://acme.zendesk.com/' }) // 'https://acme.zendesk.com/agent/tickets/{id}'
 */
export function ticketPageOf(helpdesk: Helpdesk): string {
  return 'ticket' in helpdesk ? helpdesk.ticket : helpdesk.site.replace(/\/+$/, '') + PAGES[helpdesk.kind]
}
