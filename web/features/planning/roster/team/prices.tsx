import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Setup } from '../../../../../pipelines/roster/model/setup.ts'
import classes from '../roster.module.css'
import { datesOf } from './leave.ts'
import { NumberOnBlur } from './number-on-blur.tsx'

const PRICES = ['hour', 'short', 'surplus', 'duty'] as const
const MOST = 1_000_000

/** What hours are worth, missing ones by skill too, and the days that count as Sundays. */
export function Prices({ setup, onSetup }: { setup: Setup; onSetup: (setup: Setup) => void }) {
  const { t } = useTranslation()
  const { prices, holidays } = setup
  const skills = [...new Set(setup.people.flatMap((person) => person.skills))].sort()
  const put = (change: Partial<Setup['prices']>) => onSetup({ ...setup, prices: { ...prices, ...change } })
  return (
    <details className={classes.rules}>
      <summary>{t('roster.price.title')}</summary>
      <p className={classes.quiet}>{t('roster.price.note')}</p>
      <div className={classes.fields}>
        {PRICES.map((name) => (
          <NumberOnBlur
            key={name}
            shown
            label={t(`roster.price.${name}`)}
            value={prices[name]}
            max={MOST}
            onValue={(value) => put({ [name]: value })}
          />
        ))}
        {skills.map((skill) => (
          <NumberOnBlur
            key={skill}
            shown
            label={t('roster.price.shortOf', { skill })}
            value={prices.short_by_skill[skill] ?? prices.short}
            max={MOST}
            onValue={(value) => put({ short_by_skill: { ...prices.short_by_skill, [skill]: value } })}
          />
        ))}
      </div>
      <Holidays
        key={holidays.join()}
        holidays={holidays}
        onHolidays={(days) => onSetup({ ...setup, holidays: days })}
      />
    </details>
  )
}

function Holidays({
  holidays,
  onHolidays,
}: {
  holidays: string[]
  onHolidays: (holidays: string[]) => void
}) {
  const { t } = useTranslation()
  const [text, setText] = useState(holidays.join('\n'))
  const read = datesOf(text)
  return (
    <Textarea
      size="sm"
      autosize
      minRows={2}
      className={classes.holidays}
      label={t('roster.price.holidays')}
      description={t('roster.price.holidaysHint')}
      error={read ? undefined : t('roster.price.holidaysWrong')}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => read && read.join() !== holidays.join() && onHolidays(read)}
    />
  )
}
