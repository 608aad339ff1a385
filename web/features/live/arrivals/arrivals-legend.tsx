import { useTranslation } from 'react-i18next'
import classes from './arrivals.module.css'

export function ArrivalsLegend({ weekday, days }: { weekday: string; days: number }) {
  const { t } = useTranslation()
  return (
    <>
      <span className={classes.key}>
        <i data-kind="bar" />
        {t('live.arrivals.today')}
      </span>
      {days > 0 && (
        <>
          <span className={classes.key}>
            <i data-kind="line" />
            {t('live.arrivals.usual', { count: days, weekday })}
          </span>
          <span className={classes.key}>
            <i data-kind="band" />
            {t('live.arrivals.band')}
          </span>
        </>
      )}
    </>
  )
}
