import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from './arrivals.module.css'
import type { Day } from './day.ts'

export function HourTip({ day, index }: { day: Day; index: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const hour = day.hours[index]
  const [today, usual, low, high] = [day.today[index], day.usual[index], day.low[index], day.high[index]]
  const capacity = day.capacity?.[index]
  const tenth = (value: number) => format.number(Math.round(value * 10) / 10)
  if (hour === undefined) return null
  return (
    <>
      <strong>
        {format.instant(hour, 'time')}–{format.instant(hour + 3_600_000, 'time')}
        {index === day.running && ` · ${t('range.soFar')}`}
      </strong>
      <dl className={classes.tip}>
        <dt>{t('arrivals.today')}</dt>
        <dd>{typeof today === 'number' ? format.number(today) : t('value.missing')}</dd>
        {typeof usual === 'number' && typeof low === 'number' && typeof high === 'number' && (
          <>
            <dt>{t(day.against === 'forecast' ? 'arrivals.expected' : 'arrivals.usualShort')}</dt>
            <dd>{tenth(usual)}</dd>
            <dt>{t(day.against === 'forecast' ? 'arrivals.forecastBand' : 'arrivals.band')}</dt>
            <dd>
              {tenth(low)}–{tenth(high)}
            </dd>
          </>
        )}
        {typeof capacity === 'number' && (
          <>
            <dt>{t('arrivals.capacity')}</dt>
            <dd>{tenth(capacity)}</dd>
          </>
        )}
      </dl>
    </>
  )
}
