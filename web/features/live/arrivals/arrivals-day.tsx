import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueryResult } from '../../../../pipelines/metrics/types.ts'
import { AnnotationList, type Edited } from '../../../components/annotations/annotation-list.tsx'
import { useMarks } from '../../../components/annotations/use-marks.ts'
import { DayProfile } from '../../../components/chart/day-profile/view.tsx'
import { Twin } from '../../../components/chart/twin.tsx'
import { NoFigures } from '../../../components/figures/no-figures.tsx'
import { Notice } from '../../../components/ui/notice.tsx'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useView } from '../../../lib/search/use-view.ts'
import { wallOf, weekdayOf } from '../../../lib/time/zone.ts'

import { ArrivalsLegend } from './arrivals-legend.tsx'
import { ArrivalsTable } from './arrivals-table.tsx'
import { dayOf } from './day.ts'
import { type Capacity, METRIC, type TodayForecast } from './get-today.ts'
import { HourTip } from './hour-tip.tsx'
import { Outlook } from './outlook.tsx'
import { usualDay } from './usual-day.ts'

const HOUR = 3_600_000

interface ArrivalsDayProps {
  result: QueryResult
  forecast: TodayForecast | null
  /** The forecast could not be asked for. */
  failed: boolean
  capacity: Capacity | null
  now: number
}

export function ArrivalsDay({ result, forecast, failed, capacity, now }: ArrivalsDayProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { filters, zone } = useView()
  const usual = useMemo(() => usualDay(result, METRIC, now, zone), [result, now, zone])
  const day = useMemo(() => dayOf(usual, forecast, capacity), [usual, forecast, capacity])
  const weekday = format.weekday(weekdayOf(wallOf(now, zone)), 'long')
  const { buckets, end } = useMemo(() => bucketsOf(day.hours), [day.hours])
  const marked = useMarks(buckets, end, METRIC)
  const [edited, setEdited] = useState<Edited | null>(null)
  const hourAt = (index: number) => {
    const from = day.hours[index] ?? now
    return { from, to: from + HOUR, wholeDays: false }
  }
  const sum = day.today.reduce<number>((total, value) => total + (value ?? 0), 0)
  if (sum === 0 && day.days === 0 && !forecast) {
    return filters.length > 0 ? <NoFigures filtered /> : <Notice title={t('arrivals.none')} />
  }
  const spoken = { count: sum, formatted: format.number(sum), weekday, days: day.days }
  return (
    <>
      <Twin
        summary={
          forecast
            ? t('arrivals.summary', { count: sum, formatted: format.number(sum) })
            : t('arrivals.summaryUsual', spoken)
        }
        legend={<ArrivalsLegend day={day} weekday={weekday} />}
        chart={
          <DayProfile
            data={day}
            marks={marked.marks}
            onMark={(index) => setEdited(hourAt(index))}
            describe={(index) => <HourTip day={day} index={index} />}
          />
        }
        table={<ArrivalsTable day={day} marks={marked.marks} />}
      />
      <Outlook forecast={forecast} failed={failed} capacity={capacity} now={now} weekday={weekday} />
      <AnnotationList marked={marked} edited={edited} onEdit={setEdited} start={hourAt(day.running)} />
    </>
  )
}

function bucketsOf(hours: readonly number[]) {
  const iso = (at: number) => new Date(at).toISOString()
  return { buckets: hours.map(iso), end: iso((hours.at(-1) ?? 0) + HOUR) }
}
