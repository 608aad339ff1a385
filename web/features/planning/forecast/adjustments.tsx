import { Button, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../../components/ui/section.tsx'
import { errorAt, fieldErrors } from '../../../lib/api/field-errors.ts'
import { freeId } from '../../../lib/config-id.ts'
import { formatSigned } from '../../../lib/format/number.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
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
      <Form key={day} forecast={forecast} day={day ?? ''} />
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
  const isDays = !held.from.includes('T')
  const when = isDays
    ? [held.from, ...(held.to ? [held.to] : [])].map(format.date).join(' – ')
    : format.range({ from: Date.parse(held.startsAt), to: Date.parse(held.endsAt) })
  return (
    <li>
      <b>{t('forecast.accuracy.percent', { value: formatSigned(held.percent, format.language) })}</b>
      <span>
        {when}: {held.why}
      </span>
      <small>
        {t('forecast.adjust.by', {
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

function Form({ forecast, day }: { forecast: QueueForecast; day: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [from, setFrom] = useState(day)
  const [through, setThrough] = useState(day)
  const [percent, setPercent] = useState<number | string>(10)
  const [why, setWhy] = useState('')
  const change = useChangeAdjustment(() => setWhy(''))
  const errors = fieldErrors(change.error)
  const inside = forecast.reasons.filter((one) => one.day >= from && one.day <= through)
  const before = inside.reduce((sum, one) => sum + one.expected, 0)
  const share = Number(percent) || 0
  const whole = (value: number) => format.number(Math.round(value * 10) / 10)
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        const ids = forecast.adjustments.map(({ id }) => id)
        const id = freeId(`${forecast.queue.id} ${from} ${why}`.replaceAll('~', ' ').trim().slice(0, 50), ids)
        const to = through === from ? null : through
        change.mutate({ do: 'put', id, body: { queue: forecast.queue.id, from, to, percent: share, why } })
      }}
    >
      <TextInput
        size="sm"
        type="date"
        label={t('forecast.adjust.from')}
        value={from}
        error={errorAt(errors, 'from')}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        size="sm"
        type="date"
        label={t('forecast.adjust.through')}
        value={through}
        error={errorAt(errors, 'to')}
        onChange={(event) => setThrough(event.currentTarget.value)}
      />
      <NumberInput
        size="sm"
        label={t('forecast.adjust.percent')}
        min={-100}
        max={1000}
        value={percent}
        error={errorAt(errors, 'percent')}
        onChange={setPercent}
      />
      <TextInput
        size="sm"
        className={classes.why}
        maxLength={300}
        label={t('forecast.adjust.why')}
        value={why}
        error={errorAt(errors, 'why')}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <Button type="submit" size="sm" loading={change.isPending} disabled={why.trim() === '' || share === 0}>
        {t('forecast.adjust.save')}
      </Button>
      <p className={classes.note} aria-live="polite">
        {inside.length > 0 &&
          t('forecast.adjust.effect', { before: whole(before), after: whole(before * (1 + share / 100)) })}
      </p>
      {change.error && Object.keys(errors).length === 0 && (
        <p role="alert" className={classes.problem}>
          {change.error.message}
        </p>
      )}
    </form>
  )
}
