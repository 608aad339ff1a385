import { NativeSelect } from '@mantine/core'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { DayProfile } from '../../../components/chart/day-profile/view.tsx'
import { Twin } from '../../../components/chart/twin.tsx'
import tables from '../../../components/ui/plain-table.module.css'
import { Section } from '../../../components/ui/section.tsx'
import { formatInstant } from '../../../lib/format/instant.ts'
import { formatSigned } from '../../../lib/format/number.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { dateText, wallOf } from '../../../lib/time/zone.ts'
import { useAdjustmentWords } from './adjustment-words.ts'
import type { DayReasons, HeldAdjustment, QueueForecast } from './api.ts'
import classes from './forecast.module.css'

interface DayPanelProps {
  forecast: QueueForecast
  reasons: DayReasons
  onDay: (day: string) => void
}

/** One day: what made its value, and its half-hours. */
export function DayPanel({ forecast, reasons, onDay }: DayPanelProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Section
      title={t('forecast.day.title')}
      note={t('forecast.day.note')}
      actions={
        <NativeSelect
          size="sm"
          className={classes.choose}
          aria-label={t('forecast.day.choose')}
          value={reasons.day}
          data={forecast.reasons.map(({ day }) => ({ value: day, label: format.date(day) }))}
          onChange={(event) => onDay(event.currentTarget.value)}
        />
      }
    >
      <div className={classes.columns}>
        <Reasons reasons={reasons} adjustments={forecast.adjustments} />
        <HalfHours forecast={forecast} day={reasons.day} />
      </div>
      <p className={classes.note}>
        {t('forecast.day.seasons', {
          daily: format.percent(round(forecast.explanation.season.daily)),
          weekly: format.percent(round(forecast.explanation.season.weekly)),
          trend: formatSigned(Math.round((forecast.explanation.trend - 1) * 1000) / 10, format.language),
          days: format.number(forecast.explanation.days),
        })}
      </p>
    </Section>
  )
}

const round = (share: number) => Math.round(share * 100) / 100

const STEPS = ['level', 'weekday', 'movement', 'special', 'today'] as const

interface ReasonsProps {
  reasons: DayReasons
  adjustments: readonly HeldAdjustment[]
}

function Reasons({ reasons, adjustments }: ReasonsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useAdjustmentWords()
  const tenth = (value: number) => Math.round(value * 10) / 10
  const label = (step: (typeof STEPS)[number]) => {
    const { mark } = reasons
    if (step !== 'special' || !mark) return t(`forecast.reason.${step}`)
    const kind = t(`annotation.kind.${mark.class as 'campaign'}`, { defaultValue: mark.class })
    const name = mark.name ? `${kind}: ${mark.name}` : kind
    return mark.share < 1 ? t('forecast.reason.partly', { name, share: format.percent(mark.share) }) : name
  }
  const steps = STEPS.filter(
    (step) =>
      ['level', 'weekday', 'movement'].includes(step) ||
      Math.abs(reasons[step]) >= 0.05 ||
      (step === 'special' && reasons.mark),
  )
  const hand = reasons.hand.flatMap(({ id, contacts }) => {
    const held = adjustments.find((one) => one.id === id)
    if (!held) return []
    const name = t('forecast.reason.byHand', { what: words(held), why: held.why })
    return [{ key: id, step: 'hand', name, contacts }]
  })
  const rows = [
    ...steps.map((step) => ({ key: step, step, name: label(step), contacts: reasons[step] })),
    ...hand,
  ]
  const most = Math.max(1e-9, ...rows.map(({ contacts }) => Math.abs(contacts)))
  return (
    <table className={classes.reasons}>
      <caption className="pg-hidden">{t('forecast.day.title')}</caption>
      <tbody>
        {rows.map(({ key, step, name, contacts }) => (
          <tr key={key} data-step={step}>
            <th scope="row">{name}</th>
            <td>
              {step === 'level'
                ? format.number(tenth(contacts))
                : formatSigned(tenth(contacts), format.language)}
            </td>
            <td aria-hidden="true">
              <i
                data-down={contacts < 0 || undefined}
                style={{ width: `${(100 * Math.abs(contacts)) / most}%` }}
              />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr data-step="expected">
          <th scope="row">{t('forecast.reason.expected')}</th>
          <td>{format.number(tenth(reasons.expected))}</td>
          <td aria-hidden="true" />
        </tr>
      </tfoot>
    </table>
  )
}

function HalfHours({ forecast, day }: { forecast: QueueForecast; day: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { points, zone } = forecast
  const data = useMemo(() => {
    const inside = points.time.flatMap((time, i) =>
      dateText(wallOf(Date.parse(time), zone)) === day ? [i] : [],
    )
    const of = (values: readonly number[]) => inside.map((i) => values[i] ?? null)
    const hours = inside.map((i) => Date.parse(points.time[i] ?? ''))
    return {
      hours,
      today: hours.map(() => null),
      usual: of(points.mean),
      model: of(points.model),
      low: of(points.p10),
      high: of(points.p90),
      running: -1,
    }
  }, [points, zone, day])
  const name = useCallback(
    (at: number) => formatInstant(at, 'time', zone, format.language),
    [zone, format.language],
  )
  const tenth = (value: number | null | undefined) => format.number(Math.round((value ?? 0) * 10) / 10)
  const rows = ['usual', 'low', 'high', 'model'] as const
  return (
    <Twin
      summary={t('forecast.day.summary', { day: format.date(day) })}
      chart={
        <DayProfile
          data={data}
          name={name}
          every={6}
          describe={(index) => (
            <strong>
              {name(data.hours[index] ?? 0)} · {tenth(data.usual[index])} ({tenth(data.low[index])}–
              {tenth(data.high[index])})
            </strong>
          )}
        />
      }
      table={
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">{t('forecast.day.time')}</th>
              {rows.map((row) => (
                <th key={row} scope="col">
                  {t(`forecast.weeks.${row === 'usual' ? 'expected' : row}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.hours.map((at, i) => (
              <tr key={at}>
                <th scope="row">{name(at)}</th>
                {rows.map((row) => (
                  <td key={row}>{tenth(data[row][i])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  )
}
