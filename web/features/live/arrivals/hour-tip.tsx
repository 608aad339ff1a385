import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from './arrivals.module.css'
import type { UsualDay } from './usual-day.ts'

export function HourTip({ day, index, running }: { day: UsualDay; index: number; running: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const hour = day.hours[index]
  const [today, usual, low, high] = [day.today[index], day.usual[index], day.low[index], day.high[index]]
  if (hour === undefined) return null
  return (
    <>
      <strong>
        {format.instant(hour, 'time')}–{format.instant(hour + 3_600_000, 'time')}
        {index === running && ` · ${t('range.soFar')}`}
      </strong>
      <dl className={classes.tip}>
        <dt>{t('live.arrivals.today')}</dt>
        <dd>{typeof today === 'number' ? format.number(today) : t('value.missing')}</dd>
        {typeof usual === 'number' && typeof low === 'number' && typeof high === 'number' && (
          <>
            <dt>{t('live.arrivals.usualShort')}</dt>
            <dd>{format.number(Math.round(usual * 10) / 10)}</dd>
            <dt>{t('live.arrivals.band')}</dt>
            <dd>
              {format.number(low)}–{format.number(high)}
            </dd>
          </>
        )}
      </dl>
    </>
  )
}
