import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueryResult } from '../../../../pipelines/metrics/types.ts'
import { AnnotationList, type Edited } from '../../../components/annotations/annotation-list.tsx'
import { useMarks } from '../../../components/annotations/use-marks.ts'
import { DayProfile } from '../../../components/chart/day-profile/view.tsx'
import { Twin } from '../../../components/chart/twin.tsx'
import { Notice } from '../../../components/ui/notice.tsx'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { Section } from '../../../components/ui/section.tsx'
import { figuresQuery } from '../../../lib/api/run-query.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useNow } from '../../../lib/clock.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useView } from '../../../lib/search/use-view.ts'
import { addUnits, startOf, wallOf, weekdayOf } from '../../../lib/time/zone.ts'
import { ArrivalsLegend } from './arrivals-legend.tsx'
import { ArrivalsTable } from './arrivals-table.tsx'
import { HourTip } from './hour-tip.tsx'
import { usualDay, WEEKS } from './usual-day.ts'

const METRIC = 'messages_inbound'
const HOUR = 3_600_000

/** Today's arrivals hour by hour against the same weekday of the weeks before. */
export function Arrivals() {
  const { t } = useTranslation()
  const { filters, zone } = useView()
  const catalog = useCatalog()
  const now = useNow()
  const from = addUnits(startOf(now, 'd', zone), -7 * WEEKS, 'd', zone)
  const usable = filters.filter(({ dimension }) => catalog.metric(METRIC)?.dimensions.includes(dimension))
  const query = useQuery({
    ...figuresQuery({
      metrics: [METRIC],
      grain: 'hour',
      from: new Date(from).toISOString(),
      to: new Date(now).toISOString(),
      tz: zone,
      filters: usable,
    }),
    enabled: catalog.ready,
  })
  return (
    <Section title={t('live.arrivals.title')}>
      <QueryState query={query} skeleton={<Skeleton height={260} radius={0} />}>
        {(result) => <Day result={result} now={now} />}
      </QueryState>
    </Section>
  )
}

function Day({ result, now }: { result: QueryResult; now: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { filters, zone } = useView()
  const day = useMemo(() => usualDay(result, METRIC, now, zone), [result, now, zone])
  const running = day.today.findLastIndex((value) => value !== null)
  const weekday = format.weekday(weekdayOf(wallOf(now, zone)), 'long')
  const data = useMemo(() => ({ ...day, running }), [day, running])
  const { buckets, end } = useMemo(() => bucketsOf(day.hours), [day.hours])
  const { marks, said } = useMarks(buckets, end, METRIC)
  const [edited, setEdited] = useState<Edited | null>(null)
  const hourAt = (index: number) => {
    const from = day.hours[index] ?? now
    return { from, to: from + HOUR, wholeDays: false }
  }
  const sum = day.today.reduce<number>((total, value) => total + (value ?? 0), 0)
  if (sum === 0 && day.days === 0) {
    return filters.length > 0 ? (
      <Notice tone="filtered" title={t('state.filteredOut')} />
    ) : (
      <Notice title={t('live.arrivals.none')} />
    )
  }
  return (
    <>
      <Twin
        summary={t('live.arrivals.summary', {
          count: sum,
          formatted: format.number(sum),
          weekday,
          days: day.days,
        })}
        legend={<ArrivalsLegend weekday={weekday} days={day.days} />}
        chart={
          <DayProfile
            data={data}
            marks={marks}
            onMark={(index) => setEdited(hourAt(index))}
            describe={(index) => <HourTip day={day} index={index} running={running} />}
          />
        }
        table={<ArrivalsTable day={day} running={running} marks={marks} />}
      />
      <AnnotationList said={said} edited={edited} onEdit={setEdited} start={hourAt(running)} />
    </>
  )
}

function bucketsOf(hours: readonly number[]) {
  const iso = (at: number) => new Date(at).toISOString()
  return { buckets: hours.map(iso), end: iso((hours.at(-1) ?? 0) + HOUR) }
}
