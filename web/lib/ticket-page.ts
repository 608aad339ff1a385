/** Where a ticket can be opened in the helpdesk that it comes from. */
import type { SourceHealth } from '../../pipelines/pegel.ts'

type Known = Pick<SourceHealth, 'name' | 'ticketPage'>

/** Null where the ticket's connection states no helpdesk, and for a conversation that is no ticket there. */
export function ticketPage(sources: readonly Known[], ticketKey: string, ticketId: string): string | null {
  const page = sources.find(({ name }) => ticketKey.startsWith(`${name}:`))?.ticketPage
  return page && ticketId ? page.replaceAll('{id}', encodeURIComponent(ticketId)) : null
}
