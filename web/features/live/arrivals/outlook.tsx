import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { encodeFilter, withoutDimension } from '../../../lib/search/filters.ts'
import { filtersOf } from '../../../lib/search/use-view.ts'
import classes from './arrivals.module.css'
import { shortHours } from './expected.ts'
import type { Capacity, TodayForecast } from './get-today.ts'

interface OutlookProps {
  forecast: TodayForecast | null
  failed: boolean
  capacity: Capacity | null
  now: number
  weekday: string
}

/** What the rest of the day brings and whether those on shift can take it; or why that is not known. */
export function Outlook({ forecast, failed, capacity, now, weekday }: OutlookProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const whole = (value: number) => format.number(Math.round(value))
  if (!forecast) {
    return (
      <p className={classes.outlook}>{t(failed ? 'arrivals.failed' : 'arrivals.noForecast', { weekday })}</p>
    )
  }
  const { updatedDay, day } = forecast
  const expected = whole(updatedDay ?? day)
  const before = whole(day)
  return (
    <p className={classes.outlook}>
      {t(expected === before ? 'arrivals.restSame' : 'arrivals.rest', { expected, before })}{' '}
      {capacity && <Staff forecast={forecast} capacity={capacity} now={now} />}
    </p>
  )
}

/** Leads to the part of the day that those on shift can be held against. */
function Covered({ missing, covered }: { missing: string; covered: NonNullable<Capacity['covered']> }) {
  const { valueLabel } = useCatalog()
  const { dimension, values } = covered
  return (
    <>
      {missing}{' '}
      <Link
        to="/live"
        search={(before) => ({
          ...before,
          f: [...withoutDimension(filtersOf(before.f), dimension), covered].map(encodeFilter),
        })}
      >
        {values.map((value) => valueLabel(dimension, value)).join(', ')}
      </Link>
      .
    </>
  )
}

function Staff({ forecast, capacity, now }: { forecast: TodayForecast; capacity: Capacity; now: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (capacity.missing !== null) {
    const missing = t(`arrivals.missing.${capacity.missing}`)
    if (capacity.covered) return <Covered missing={missing} covered={capacity.covered} />
    if (capacity.missing !== 'no_roster') return missing
    return (
      <>
        {missing}{' '}
        <Link to="/planning" search={(before) => ({ ...before, part: 'roster' as const })}>
          {t('arrivals.toPlanning')}
        </Link>
      </>
    )
  }
  const short = shortHours(forecast, capacity, now)
  const hours = short.map((at) => format.instant(at, 'time')).join(', ')
  return short.length === 0 ? t('arrivals.enough') : t('arrivals.short', { count: short.length, hours })
}
