import { useTranslation } from 'react-i18next'
import { Key } from '../../../components/chart/key.tsx'
import type { Day } from './day.ts'

export function ArrivalsLegend({ day, weekday }: { day: Day; weekday: string }) {
  const { t } = useTranslation()
  const isForecast = day.against === 'forecast'
  return (
    <>
      <Key kind="bar">{t('arrivals.today')}</Key>
      {(isForecast || day.days > 0) && (
        <>
          <Key kind="line">
            {isForecast ? t('arrivals.forecast') : t('arrivals.usual', { count: day.days, weekday })}
          </Key>
          <Key kind="band">{t(isForecast ? 'arrivals.forecastBand' : 'arrivals.band')}</Key>
        </>
      )}
      {hasStaff(day) && <Key kind="step">{t('arrivals.capacity')}</Key>}
    </>
  )
}

export const hasStaff = ({ capacity }: Day) => capacity?.some((value) => value !== null) ?? false
