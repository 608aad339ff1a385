import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { AtRiskRow } from '../../../../pipelines/pegel.ts'
import { TicketLink } from '../../../components/ui/ticket-link.tsx'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useSecond } from '../../../lib/clock.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { remainingOf, type Urgency } from './remaining.ts'
import classes from './risk.module.css'

const SHAPE: Readonly<Record<Urgency, string>> = {
  breached: 'M2 2l8 8M10 2l-8 8',
  soon: 'M6 1.5l5 9h-10z',
  later: 'M6 1.5a4.5 4.5 0 1 0 .01 0z',
}

export function RiskRow({ row, asOf }: { row: AtRiskRow; asOf: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const catalog = useCatalog()
  const now = useSecond()
  const age = Math.max(0, (now - Date.parse(row.createdAt)) / 1000)
  return (
    <tr>
      <td>
        <Countdown row={row} asOf={asOf} now={now} />
      </td>
      <td>{catalog.valueLabel('target', row.target)}</td>
      <td className={classes.links}>
        <Link
          to="/conversations/$key"
          params={{ key: row.ticketKey }}
          className={classes.ticket}
          title={row.ticketKey}
        >
          {row.ticketId || row.ticketKey.slice(row.ticketKey.indexOf(':') + 1)}
        </Link>
        <TicketLink ticketKey={row.ticketKey} ticketId={row.ticketId} bare />
      </td>
      <td>{row.priority === null ? t('value.missing') : catalog.valueLabel('priority', row.priority)}</td>
      <td>{row.team ?? t('live.risk.noTeam')}</td>
      <td>{row.assignee ?? t('live.risk.nobody')}</td>
      <td>{row.channel === null ? t('value.missing') : catalog.valueLabel('channel', row.channel)}</td>
      <td data-number>{format.age(age)}</td>
      <td data-number data-probability={row.probability}>
        {format.percent(Math.round(row.probability * 100) / 100)}
      </td>
    </tr>
  )
}

function Countdown({ row, asOf, now }: { row: AtRiskRow; asOf: number; now: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { seconds, business, urgency } = remainingOf(row, asOf, now)
  const at = format.instant(row.dueAt, 'weekdayTime')
  const left = format.duration(seconds)
  return (
    <span
      className={classes.due}
      data-urgency={urgency}
      title={business ? t('live.risk.businessTime', { left, at }) : at}
    >
      <svg width={12} height={12} viewBox="0 0 12 12" aria-hidden="true">
        <path d={SHAPE[urgency]} />
      </svg>
      <span>
        <b>{business ? left : format.countdown(seconds)}</b>
        <small>{business ? at : t(`live.risk.urgency.${urgency}`)}</small>
      </span>
    </span>
  )
}
