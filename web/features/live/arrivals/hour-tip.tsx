import { useTranslation } from 'react-i18next'
import { TipList } from '../../../components/chart/overlay/tip-list.tsx'
import { useFormat } from '../../../lib/format/use-format.ts'
import type { Day } from './day.ts'

export function HourTip({ day, index }: { day: Day; index: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const hour = day.hours[index]
  const [today, usual, low, high] = [day.today[index], day.usual[index], day.low[index], day.high[index]]
  const capacity = day.capacity?.[index]
  const tenth = (value: number) => format.number(Math.round(value * 10) / 10)
  const isForecast = day.against === 'forecast'
  const isBanded = typeof usual === 'number' && typeof low === 'number' && typeof high === 'number'
  if (hour === undefined) return null
  return (
    <>
      <strong>
        {format.instant(hour, 'time')}–{format.instant(hour + 3_600_000, 'time')}
        {index === day.running && ` · ${t('range.soFar')}`}
      </strong>
      <TipList
        rows={[
          [t('arrivals.today'), typeof today === 'number' ? format.number(today) : t('value.missing')],
          [t(isForecast ? 'arrivals.expected' : 'arrivals.usualShort'), isBanded ? tenth(usual) : null],
          [
            t(isForecast ? 'arrivals.forecastBand' : 'arrivals.band'),
            isBanded ? `${tenth(low)}–${tenth(high)}` : null,
          ],
          [t('arrivals.capacity'), typeof capacity === 'number' ? tenth(capacity) : null],
        ]}
      />
    </>
  )
}
