import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Timeline } from '../../../pipelines/pegel.ts'
import { Notice } from '../../components/ui/notice.tsx'
import { QueryState } from '../../components/ui/query-state.tsx'
import { TicketLink } from '../../components/ui/ticket-link.tsx'
import { ApiError } from '../../lib/api/problem.ts'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import { clockKey } from './clock/clock-key.ts'
import { Explanation } from './clock/explanation.tsx'
import { useChosenClock } from './clock/use-chosen-clock.ts'
import classes from './conversation.module.css'
import { Facts } from './facts/facts.tsx'
import { textIn } from './fields.ts'
import { clocksQuery } from './get-clocks.ts'
import { timelineQuery } from './get-timeline.ts'
import { storyOf } from './story/story.ts'
import { StoryTable } from './story/story-table.tsx'
import { modelOf } from './timeline/model.ts'
import { TimelinePicture } from './timeline/timeline.tsx'
import './texts.ts'

/** One conversation: who waited for whom, which promises ran, and what is known of it. */
export function ConversationPage() {
  const { t } = useTranslation()
  const { key } = useParams({ from: '/conversations/$key' })
  const query = useQuery(timelineQuery(key))
  if (query.error instanceof ApiError && query.error.status === 404) {
    return (
      <Notice title={t('talk.notFound', { key })} action={<Link to="/live">{t('state.toLive')}</Link>}>
        {t('talk.notFoundHint')}
      </Notice>
    )
  }
  return (
    <QueryState query={query} room={520}>
      {(timeline) => <Conversation timeline={timeline} />}
    </QueryState>
  )
}

function Conversation({ timeline }: { timeline: Timeline }) {
  const { t } = useTranslation()
  const { chosen } = useChosenClock()
  const clocks = useQuery(clocksQuery(textIn(timeline.ticket, 'ticket_key') ?? ''))
  const model = useMemo(() => modelOf(timeline), [timeline])
  const entries = useMemo(() => storyOf(timeline, Date.parse(timeline.asOf)), [timeline])
  return (
    <article className={`${classes.page} pg-in-order`}>
      <Heading timeline={timeline} />
      <TimelinePicture model={model} explained={clocks.data ?? null} />
      {chosen !== null && (
        <QueryState query={clocks} room={240} holds>
          {(all) => {
            const found = all.find((clock) => clockKey(clock) === chosen)
            return found ? (
              <Explanation clock={found} />
            ) : (
              <Notice title={t('talk.explain.none', { clock: chosen })} />
            )
          }}
        </QueryState>
      )}
      <div className={classes.columns}>
        <StoryTable entries={entries} />
        <Facts ticket={timeline.ticket} />
      </div>
      <p className={classes.note}>{t('talk.noText')}</p>
    </article>
  )
}

const SAID = ['status', 'channel', 'team', 'assignee', 'priority'] as const

function Heading({ timeline: { ticket } }: { timeline: Timeline }) {
  const catalog = useCatalog()
  const key = textIn(ticket, 'ticket_key')
  const id = textIn(ticket, 'ticket_id')
  const said = SAID.flatMap((name) => {
    const value = textIn(ticket, name)
    return value === null ? [] : [catalog.valueLabel(name, value)]
  })
  return (
    <header className={classes.heading}>
      <h2>{id ?? key?.slice(key.indexOf(':') + 1)}</h2>
      <p>{said.join(' · ')}</p>
      {key !== null && id !== null && <TicketLink ticketKey={key} ticketId={id} />}
    </header>
  )
}
