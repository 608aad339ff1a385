import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Section } from '../../../components/ui/section.tsx'
import { useFormat } from '../../../lib/format/use-format.ts'
import { AdjustmentForm } from './adjustment-form.tsx'
import { useAdjustmentWords } from './adjustment-words.ts'
import { type HeldAdjustment, type QueueForecast, useChangeAdjustment } from './api.ts'
import classes from './forecast.module.css'

interface AdjustmentsProps {
  forecast: QueueForecast
  /** Local date that a new one begins with. */
  day: string | null
}

/** What people made of the model's values, by whom and why, each to be taken back; and a form for more. */
export function Adjustments({ forecast, day }: AdjustmentsProps) {
  const { t } = useTranslation()
  const undo = useChangeAdjustment(() => {})
  return (
    <Section title={t('forecast.adjust.title')} note={t('forecast.adjust.note')}>
      {forecast.adjustments.length > 0 && (
        <ul className={classes.adjustments} aria-label={t('forecast.adjust.title')}>
          {forecast.adjustments.map((held) => (
            <Held
              key={held.id}
              held={held}
              isPending={undo.isPending}
              onUndo={() => undo.mutate({ do: 'undo', held })}
            />
          ))}
        </ul>
      )}
      {undo.error && (
        <p role="alert" className={classes.problem}>
          {undo.error.message}
        </p>
      )}
      <AdjustmentForm key={day} forecast={forecast} day={day ?? ''} />
    </Section>
  )
}

interface HeldProps {
  held: HeldAdjustment
  isPending: boolean
  onUndo: () => void
}

function Held({ held, isPending, onUndo }: HeldProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useAdjustmentWords()
  const isDays = !held.from.includes('T')
  const when = isDays
    ? [held.from, ...(held.to ? [held.to] : [])].map(format.date).join(' – ')
    : format.range({ from: Date.parse(held.startsAt), to: Date.parse(held.endsAt) })
  return (
    <li>
      <b>{words(held)}</b>
      <span>
        {when}: {held.why}
      </span>
      <small>
        {t('forecast.adjust.stated', {
          author: held.author,
          time: format.instant(held.recordedAt, 'dateTime'),
        })}
      </small>
      <Button size="compact-sm" variant="default" disabled={isPending} onClick={onUndo}>
        {t('forecast.adjust.undo')}
      </Button>
    </li>
  )
}
