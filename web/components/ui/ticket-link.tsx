import { IconExternalLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { sourcesQuery } from '../../lib/api/get-sources.ts'
import { ticketPage } from '../../lib/ticket-page.ts'
import classes from './ticket-link.module.css'

interface TicketLinkProps {
  ticketKey: string
  ticketId: string
  /** The sign alone; its name is still read out. */
  bare?: boolean
}

/** To the ticket in its helpdesk, in a window of its own; nothing where no helpdesk is stated. */
export function TicketLink({ ticketKey, ticketId, bare = false }: TicketLinkProps) {
  const { t } = useTranslation()
  const page = ticketPage(useQuery(sourcesQuery).data ?? [], ticketKey, ticketId)
  if (page === null) return null
  const name = t('helpdesk.openOf', { id: ticketId })
  return (
    <a
      className={classes.link}
      data-screen
      href={page}
      target="_blank"
      rel="noreferrer"
      title={name}
      aria-label={name}
    >
      {!bare && t('helpdesk.open')}
      <IconExternalLink size={16} stroke={1.6} aria-hidden />
    </a>
  )
}
