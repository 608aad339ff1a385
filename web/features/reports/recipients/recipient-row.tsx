import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ListedRecipient } from '../../../../pipelines/reports/delivery/list-recipients.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from '../reports.module.css'
import { useFilterWords } from './filter-words.ts'
import { WEEKDAYS } from './weekdays.ts'

interface RecipientRowProps {
  recipient: ListedRecipient
  canSend: boolean
  onEdit: () => void
  onPreview: () => void
  onSend: () => void
  onPause: () => void
}

export function RecipientRow({ recipient, canSend, onEdit, onPreview, onSend, onPause }: RecipientRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const filterWords = useFilterWords()
  const { body, nextDueAt, last } = recipient
  const weekday = format.weekday(WEEKDAYS.indexOf(body.weekday) + 1, 'long')
  const buttons = [
    { text: t('reports.recipients.preview'), act: onPreview, off: false },
    { text: t('reports.recipients.send'), act: onSend, off: !canSend },
    {
      text: t(body.paused ? 'reports.recipients.resume' : 'reports.recipients.pause'),
      act: onPause,
      off: false,
    },
    { text: t('reports.recipients.edit'), act: onEdit, off: false },
  ]
  return (
    <li data-recipient={recipient.id}>
      <div>
        <strong>{body.name}</strong> <span className={classes.quiet}>{body.email}</span>
        <p className={classes.quiet}>
          {weekday} {body.time}, {body.tz} · {body.language.toUpperCase()} · {filterWords(body.filters)}
        </p>
        <p className={classes.quiet}>
          {nextDueAt === null
            ? t('reports.recipients.paused')
            : `${t('reports.recipients.next')}: ${format.instant(nextDueAt, 'weekdayTime')}`}
          {last &&
            ` · ${t('reports.recipients.last')}: ${last.period}, ${t(`reports.archive.states.${last.state}`)}`}
        </p>
      </div>
      <fieldset className={classes.buttons}>
        <legend className="pg-hidden">{t('reports.recipients.actions', { name: body.name })}</legend>
        {buttons.map(({ text, act, off }) => (
          <Button key={text} variant="default" size="xs" disabled={off} onClick={act}>
            {text}
          </Button>
        ))}
      </fieldset>
    </li>
  )
}
