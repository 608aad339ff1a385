import { Skeleton } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { preloadDrawing } from '../../components/chart/engine/load.ts'
import { Drill } from '../../components/drill/drill.tsx'
import { NothingYet } from '../../components/figures/nothing-yet.tsx'
import { Section } from '../../components/ui/section.tsx'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import { useIsEmpty } from '../../lib/api/use-is-empty.ts'
import { grainFor } from '../../lib/range/grain.ts'
import { decodeDrill } from '../../lib/search/drill-target.ts'
import { useView } from '../../lib/search/use-view.ts'
import { Comments } from './comments.tsx'
import { Table, Trend } from './figures.tsx'
import { Headline } from './headline.tsx'
import classes from './quality.module.css'
import './texts.ts'
import { useBase } from './use-base.ts'

preloadDrawing()

const AT_A_GLANCE = [
  'csat',
  'csat_response_rate',
  'bot_containment',
  'escalations',
  'reopen_rate',
  'templates_read_rate',
]
const BOT_CHECK = ['handoff_rate', 'time_to_human_median', 'human_requests', 'human_request_ignored_rate']
const BY_PATH = ['tickets_created', 'full_resolution_time_median', 'reopen_rate', 'replies_per_ticket_mean']
const TEMPLATES = [
  'templates_sent',
  'templates_delivered_rate',
  'templates_read_rate',
  'templates_answered_rate',
  'templates_failed',
]

/** What customers thought of it, what the bot did, what went up a tier, what came back. */
export function QualityPage() {
  const { t } = useTranslation()
  const isEmpty = useIsEmpty()
  if (!useCatalog().ready) return <Skeleton height={480} radius={0} />
  if (isEmpty) return <NothingYet />
  return (
    <div className={`${classes.page} pg-in-order`}>
      <Headline label={t('quality.headline')} metrics={AT_A_GLANCE} />
      <Section title={t('quality.csat.title')} note={t('quality.csat.note')}>
        <Trend metric="csat" />
        <Comments />
        <div className={`${classes.pair} pg-in-order`}>
          <Table
            title={t('quality.csat.topics')}
            metrics={['csat_responses', 'csat', 'csat_negative']}
            by={['topic']}
          />
          <Table
            title={t('quality.csat.channels')}
            metrics={['csat_responses', 'csat', 'csat_negative']}
            by={['channel']}
          />
        </div>
      </Section>
      <Section title={t('quality.bot.title')} note={t('quality.bot.note')}>
        <Table title={t('quality.bot.outcomes')} metrics={BY_PATH} by={['path']} />
        <Table
          title={t('quality.bot.ratings')}
          metrics={['csat_responses', 'csat', 'csat_negative']}
          by={['path']}
        />
        <h3>{t('quality.bot.over')}</h3>
        <Trend metric="bot_containment" />
        <h3>{t('quality.bot.check')}</h3>
        <Headline label={t('quality.bot.check')} metrics={BOT_CHECK} />
      </Section>
      <Section title={t('quality.escalations.title')} note={t('quality.escalations.note')}>
        <Trend metric="escalations" />
        <div className={`${classes.pair} pg-in-order`}>
          <Table title={t('quality.escalations.ways')} metrics={['escalations']} by={['from_team', 'team']} />
          <Table title={t('quality.escalations.topics')} metrics={['escalations']} by={['topic']} />
        </div>
      </Section>
      <Section title={t('quality.templates.title')} note={t('quality.templates.note')}>
        <Table title={t('quality.templates.byName')} metrics={TEMPLATES} by={['template', 'category']} />
        <p className={classes.quiet}>{t('quality.templates.nameless')}</p>
      </Section>
      <Section title={t('quality.reopened.title')} note={t('quality.reopened.note')}>
        <div className={`${classes.pair} pg-in-order`}>
          <Table
            title={t('quality.reopened.reasons')}
            metrics={['tickets_reopened', 'return_time_median']}
            by={['reopened_by']}
          />
          <Table title={t('quality.reopened.topics')} metrics={['tickets_reopened']} by={['topic']} />
        </div>
      </Section>
      <Rows />
    </div>
  )
}

function Rows() {
  const { resolved } = useView()
  const { drill } = useSearch({ strict: false })
  const metric = drill === undefined ? null : (decodeDrill(drill)?.metric ?? null)
  const { base } = useBase(metric === null ? [] : [metric])
  return <Drill grain={grainFor(resolved)} base={base} />
}
