import { useTranslation } from 'react-i18next'
import { type ChartMark, lettersAt } from '../../../components/chart/marks/marks.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from './arrivals.module.css'
import { hasStaff } from './arrivals-legend.tsx'
import type { Day } from './day.ts'

interface ArrivalsTableProps {
  day: Day
  marks: readonly ChartMark[]
}

export function ArrivalsTable({ day, marks }: ArrivalsTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const staffed = hasStaff(day)
  const cell = (value: number | null | undefined) =>
    value === null || value === undefined ? t('value.missing') : format.number(Math.round(value * 10) / 10)
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('arrivals.hour')}</th>
          <th scope="col">{t('arrivals.today')}</th>
          <th scope="col">{t(day.against === 'forecast' ? 'arrivals.expected' : 'arrivals.usualShort')}</th>
          <th scope="col">{t('arrivals.low')}</th>
          <th scope="col">{t('arrivals.high')}</th>
          {staffed && <th scope="col">{t('arrivals.people')}</th>}
          {staffed && <th scope="col">{t('arrivals.capacity')}</th>}
        </tr>
      </thead>
      <tbody>
        {day.hours.map((hour, index) => (
          <tr key={hour}>
            <th scope="row">
              {[
                format.instant(hour, 'time'),
                ...(index === day.running ? [t('range.soFar')] : []),
                ...lettersAt(marks, index),
              ].join(' · ')}
            </th>
            <td>{cell(day.today[index])}</td>
            <td>{cell(day.usual[index])}</td>
            <td>{cell(day.low[index])}</td>
            <td>{cell(day.high[index])}</td>
            {staffed && <td>{cell(day.people[index])}</td>}
            {staffed && <td>{cell(day.capacity?.[index])}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
