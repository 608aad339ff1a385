import '@mantine/dates/styles.layer.css'
import 'dayjs/locale/de'
import { DatePicker } from '@mantine/dates'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RangeText } from '../../lib/range/range.ts'
import { useLanguage, useView } from '../../lib/search/use-view.ts'
import { addUnits, dateText, instantOf, wallOf } from '../../lib/time/zone.ts'
import classes from './range-picker.module.css'

type Days = [string | null, string | null]

/** First and last day, both meant whole; the range in the URL is half-open. */
export function RangeCalendar({ onPick }: { onPick: (range: RangeText) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { resolved, zone } = useView()
  const last = dateText(wallOf(resolved.to - 1, zone))
  const [days, setDays] = useState<Days>([dateText(wallOf(resolved.from, zone)), last])
  const change = (next: Days) => {
    setDays(next)
    if (next[0] && next[1]) onPick({ from: next[0], to: dayAfter(next[1]) })
  }
  return (
    <div className={classes.calendar}>
      <p className={classes.hint}>{t('range.pickDay')}</p>
      <DatePicker
        type="range"
        allowSingleDateInRange
        value={days}
        onChange={change}
        defaultDate={last}
        locale={language}
        firstDayOfWeek={1}
        weekendDays={[]}
        maxDate={dateText(wallOf(Date.now(), zone))}
        ariaLabels={{ nextMonth: t('range.later'), previousMonth: t('range.earlier') }}
      />
    </div>
  )
}

function dayAfter(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const at = instantOf({ year, month, day: date, hour: 0, minute: 0, second: 0 }, 'UTC')
  return dateText(wallOf(addUnits(at, 1, 'd', 'UTC'), 'UTC'))
}
