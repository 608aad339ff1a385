import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AnnotationList, type Edited } from '../../../components/annotations/annotation-list.tsx'
import { useMarks } from '../../../components/annotations/use-marks.ts'
import { DayProfile } from '../../../components/chart/day-profile/view.tsx'
import { Key } from '../../../components/chart/key.tsx'
import { type ChartMark, lettersAt } from '../../../components/chart/marks/marks.ts'
import { TipList } from '../../../components/chart/overlay/tip-list.tsx'
import { Twin } from '../../../components/chart/twin.tsx'
import tables from '../../../components/ui/plain-table.module.css'
import { Section } from '../../../components/ui/section.tsx'
import { figureRows } from '../../../lib/api/figure-rows.ts'
import { figuresQuery } from '../../../lib/api/run-query.ts'
import { useNow } from '../../../lib/clock.ts'
import { formatInstant } from '../../../lib/format/instant.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { addUnits, dateText, startOf, wallOf } from '../../../lib/time/zone.ts'
import { filtersOf } from '../queue-name.ts'
import type { QueueForecast } from './api.ts'
import { PAST_DAYS, type Weeks, weeksOf } from './weeks.ts'

const METRIC = 'tickets_created'

interface WeeksChartProps {
  forecast: QueueForecast
  daily: QueueForecast | null
  onDay: (day: string) => void
}

/** What came and what is expected, day by day, with the marks that shape it; a press looks at a day. */
export function WeeksChart({ forecast, daily, onDay }: WeeksChartProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { zone, queue } = forecast
  const now = useNow()
  const today = startOf(now, 'd', zone)
  const { team, channel } = queue
  const filters = useMemo(() => filtersOf({ team, channel }), [team, channel])
  const past = useQuery(
    figuresQuery({
      metrics: [METRIC],
      grain: 'day',
      from: new Date(addUnits(today, -PAST_DAYS, 'd', zone)).toISOString(),
      to: new Date(now).toISOString(),
      tz: zone,
      filters,
    }),
  ).data
  const weeks = useMemo(() => {
    const rows = past ? figureRows(past) : []
    const came = new Map(
      rows.map(({ time, figures }) => [Date.parse(time ?? ''), figures[METRIC]?.value ?? 0]),
    )
    return weeksOf(forecast, daily, came, now)
  }, [forecast, daily, past, now])
  const { buckets, end } = useMemo(() => {
    const iso = (at: number) => new Date(at).toISOString()
    return { buckets: weeks.hours.map(iso), end: iso(addUnits(weeks.hours.at(-1) ?? 0, 1, 'd', zone)) }
  }, [weeks.hours, zone])
  const of = useMemo(
    () => ({
      filters,
      zone,
      without: forecast.partly.filter(({ share }) => share === 0).map(({ id }) => id),
    }),
    [filters, zone, forecast.partly],
  )
  const marked = useMarks(buckets, end, METRIC, of)
  const [edited, setEdited] = useState<Edited | null>(null)
  const dayAt = (index: number) => {
    const from = weeks.hours[index] ?? today
    return { from, to: addUnits(from, 1, 'd', zone), wholeDays: true }
  }
  const name = useCallback(
    (at: number) => formatInstant(at, 'day', zone, format.language),
    [zone, format.language],
  )
  const week = weeks.usual
    .slice(PAST_DAYS + 1, PAST_DAYS + 8)
    .reduce<number>((sum, value) => sum + (value ?? 0), 0)
  return (
    <Section title={t('forecast.weeks.title')} note={t('forecast.weeks.note')}>
      <Twin
        summary={t('forecast.weeks.summary', { sum: format.number(Math.round(week)) })}
        legend={<Legend weeks={weeks} />}
        chart={
          <DayProfile
            data={weeks}
            height={240}
            marks={marked.marks}
            name={name}
            every={7}
            onMark={(index) => setEdited(dayAt(index))}
            onPress={(index) => {
              const at = weeks.hours[index]
              if (at !== undefined && at >= today) onDay(dateText(wallOf(at, zone)))
            }}
            describe={(index) => <DayTip weeks={weeks} index={index} zone={zone} />}
          />
        }
        table={<WeeksTable weeks={weeks} zone={zone} marks={marked.marks} />}
      />
      <AnnotationList marked={marked} edited={edited} onEdit={setEdited} start={dayAt(PAST_DAYS + 1)} />
    </Section>
  )
}

const isAdjusted = ({ model, usual }: Weeks) => model.some((value, i) => value !== usual[i])

const KINDS = { came: 'bar', expected: 'line', band: 'band', model: 'dots' } as const

function Legend({ weeks }: { weeks: Weeks }) {
  const { t } = useTranslation()
  const keys = ['came', 'expected', 'band', ...(isAdjusted(weeks) ? (['model'] as const) : [])] as const
  return keys.map((key) => (
    <Key key={key} kind={KINDS[key]}>
      {t(`forecast.weeks.${key}`)}
    </Key>
  ))
}

function useDayFigures(weeks: Weeks, index: number) {
  const { t } = useTranslation()
  const format = useFormat()
  const number = (value: number | null | undefined) =>
    value === null || value === undefined ? t('value.missing') : format.number(tenth(value))
  return {
    came: number(weeks.today[index]),
    expected: number(weeks.usual[index]),
    low: number(weeks.low[index]),
    high: number(weeks.high[index]),
    model: number(weeks.model[index]),
  }
}

const tenth = (value: number) => (value < 20 ? Math.round(value * 10) / 10 : Math.round(value))

function DayTip({ weeks, index, zone }: { weeks: Weeks; index: number; zone: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const figures = useDayFigures(weeks, index)
  const isPast = index < PAST_DAYS
  return (
    <>
      <strong>{formatInstant(weeks.hours[index] ?? 0, 'weekday', zone, format.language)}</strong>
      <TipList
        rows={[
          [t('forecast.weeks.came'), index <= PAST_DAYS ? figures.came : null],
          [t('forecast.weeks.expected'), isPast ? null : figures.expected],
          [t('forecast.weeks.band'), isPast ? null : `${figures.low}–${figures.high}`],
          [
            t('forecast.weeks.model'),
            isPast || weeks.model[index] === weeks.usual[index] ? null : figures.model,
          ],
        ]}
      />
    </>
  )
}

const COLUMNS = ['came', 'expected', 'low', 'high', 'model'] as const

function WeeksTable({ weeks, zone, marks }: { weeks: Weeks; zone: string; marks: readonly ChartMark[] }) {
  const { t } = useTranslation()
  return (
    <div className={tables.scroll}>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">{t('forecast.weeks.day')}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`forecast.weeks.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.hours.map((at, index) => (
            <DayRow key={at} weeks={weeks} index={index} zone={zone} letters={lettersAt(marks, index)} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface DayRowProps {
  weeks: Weeks
  index: number
  zone: string
  letters: readonly string[]
}

function DayRow({ weeks, index, zone, letters }: DayRowProps) {
  const format = useFormat()
  const figures = useDayFigures(weeks, index)
  const at = weeks.hours[index] ?? 0
  return (
    <tr data-day={dateText(wallOf(at, zone))}>
      <th scope="row">{[formatInstant(at, 'weekday', zone, format.language), ...letters].join(' · ')}</th>
      {COLUMNS.map((column) => (
        <td key={column}>{figures[column]}</td>
      ))}
    </tr>
  )
}
