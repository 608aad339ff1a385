import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorAt, fieldErrors } from '../../../lib/api/field-errors.ts'
import { useNow } from '../../../lib/clock.ts'
import { freeId } from '../../../lib/config-id.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { dateText, wallOf } from '../../../lib/time/zone.ts'
import { ADJUSTS, type Adjusts, adjustedDay, quietDays } from './adjusted-day.ts'
import { type QueueForecast, useChangeAdjustment } from './api.ts'
import classes from './forecast.module.css'

const LIMITS = { percent: [-100, 1000], add: [-1_000_000, 1_000_000], total: [0, 1_000_000] } as const
const FIRST = 10

interface AdjustmentFormProps {
  forecast: QueueForecast
  /** Local date that it begins with. */
  day: string
}

/** States an adjustment of whole days, and says what it makes of them. */
export function AdjustmentForm({ forecast, day }: AdjustmentFormProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [from, setFrom] = useState(day)
  const [through, setThrough] = useState(day)
  const [by, setBy] = useState<Adjusts>('percent')
  const [value, setValue] = useState<number | string>(FIRST)
  const [why, setWhy] = useState('')
  const change = useChangeAdjustment(() => setWhy(''))
  const errors = fieldErrors(change.error)
  const inside = forecast.reasons.filter((one) => one.day >= from && one.day <= through)
  const [least, most] = LIMITS[by]
  const isWithin = Number(value) >= least && Number(value) <= most
  const isStated = value !== '' && isWithin && (by === 'total' || Number(value) !== 0)
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        const ids = forecast.adjustments.map(({ id }) => id)
        const id = freeId(`${forecast.queue.id} ${from} ${why}`.replaceAll('~', ' ').trim().slice(0, 50), ids)
        const to = through === from ? null : through
        change.mutate({
          do: 'put',
          id,
          body: { queue: forecast.queue.id, from, to, [by]: Number(value), why },
        })
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
        error={errorAt(errors, 'to') ?? (through < from ? t('forecast.adjust.backwards') : undefined)}
        onChange={(event) => setThrough(event.currentTarget.value)}
      />
      <NativeSelect
        size="sm"
        label={t('forecast.adjust.how')}
        value={by}
        data={ADJUSTS.map((one) => ({ value: one, label: t(`forecast.adjust.by.${one}`) }))}
        onChange={(event) => {
          const next = event.currentTarget.value as Adjusts
          const mean = inside.reduce((sum, one) => sum + one.expected, 0) / Math.max(1, inside.length)
          setBy(next)
          setValue(next === 'total' ? Math.round(mean) : FIRST)
        }}
      />
      <NumberInput
        size="sm"
        label={t(`forecast.adjust.value.${by}`)}
        min={least}
        max={most}
        value={value}
        error={
          isWithin
            ? errorAt(errors, by)
            : t('forecast.adjust.limits', { least: format.number(least), most: format.number(most) })
        }
        onChange={setValue}
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
      <Button
        type="submit"
        size="sm"
        loading={change.isPending}
        disabled={why.trim() === '' || !isStated || through < from}
      >
        {t('forecast.adjust.save')}
      </Button>
      <p className={classes.note} aria-live="polite">
        {isStated && <Effect forecast={forecast} days={inside} by={by} value={Number(value)} />}
      </p>
      {change.error && Object.keys(errors).length === 0 && (
        <p role="alert" className={classes.problem}>
          {change.error.message}
        </p>
      )}
    </form>
  )
}

interface EffectProps {
  forecast: QueueForecast
  days: QueueForecast['reasons']
  by: Adjusts
  value: number
}

/** Of the day under way only what is still to come is known here, which says nothing of a number for all of it. */
function Effect({ forecast, days, by, value }: EffectProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { points, zone, adjustments } = forecast
  const today = dateText(wallOf(useNow(), zone))
  if (days.length === 0 || (by !== 'percent' && days.some(({ day }) => day === today))) return null
  const open = new Set(
    points.time.flatMap((time, i) => (points.open[i] ? dateText(wallOf(Date.parse(time), zone)) : [])),
  )
  if (!days.some(({ day }) => open.has(day))) return t('forecast.adjust.closed')
  const whole = (contacts: number) => format.number(Math.round(contacts * 10) / 10)
  const before = days.reduce((sum, one) => sum + one.expected, 0)
  const after = days.reduce(
    (sum, one) => sum + (open.has(one.day) ? adjustedDay(one, adjustments, { by, value }) : 0),
    0,
  )
  const filled = days.filter(({ day }) => open.has(day))
  const quiet = by === 'percent' ? [] : quietDays(filled)
  return [
    t('forecast.adjust.effect', { before: whole(before), after: whole(after) }),
    ...(quiet.length > 0
      ? [
          t('forecast.adjust.quiet', {
            count: filled.length,
            days: quiet.map(({ day }) => format.date(day)).join(', '),
          }),
        ]
      : []),
  ].join(' ')
}
