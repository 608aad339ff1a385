import { useTranslation } from 'react-i18next'
import { type ChartMark, lettersAt } from '../../../components/chart/marks/marks.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from './arrivals.module.css'
import type { UsualDay } from './usual-day.ts'

interface ArrivalsTableProps {
  day: UsualDay
  running: number
  marks: readonly ChartMark[]
}

export function ArrivalsTable({ day, running, marks }: ArrivalsTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const cell = (value: number | null | undefined) =>
    value === null || value === undefined ? t('value.missing') : format.number(Math.round(value * 10) / 10)
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('live.arrivals.hour')}</th>
          <th scope="col">{t('live.arrivals.today')}</th>
          <th scope="col">{t('live.arrivals.usualShort')}</th>
          <th scope="col">{t('live.arrivals.low')}</th>
          <th scope="col">{t('live.arrivals.high')}</th>
        </tr>
      </thead>
      <tbody>
        {day.hours.map((hour, index) => (
          <tr key={hour}>
            <th scope="row">
              {[
                format.instant(hour, 'time'),
                ...(index === running ? [t('range.soFar')] : []),
                ...lettersAt(marks, index),
              ].join(' · ')}
            </th>
            <td>{cell(day.today[index])}</td>
            <td>{cell(day.usual[index])}</td>
            <td>{cell(day.low[index])}</td>
            <td>{cell(day.high[index])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
