import { useTranslation } from 'react-i18next'
import classes from './arrivals.module.css'
import type { Day } from './day.ts'

export function ArrivalsLegend({ day, weekday }: { day: Day; weekday: string }) {
  const { t } = useTranslation()
  const isForecast = day.against === 'forecast'
  const key = (kind: 'bar' | 'line' | 'band' | 'step', text: string) => (
    <span className={classes.key}>
      <i data-kind={kind} />
      {text}
    </span>
  )
  return (
    <>
      {key('bar', t('arrivals.today'))}
      {(isForecast || day.days > 0) && (
        <>
          {key(
            'line',
            isForecast ? t('arrivals.forecast') : t('arrivals.usual', { count: day.days, weekday }),
          )}
          {key('band', t(isForecast ? 'arrivals.forecastBand' : 'arrivals.band'))}
        </>
      )}
      {hasStaff(day) && key('step', t('arrivals.capacity'))}
    </>
  )
}

export const hasStaff = ({ capacity }: Day) => capacity?.some((value) => value !== null) ?? false
