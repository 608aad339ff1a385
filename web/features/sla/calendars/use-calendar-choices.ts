import { useTranslation } from 'react-i18next'
import type { CalendarRecord } from '../config/get-config.ts'

/** What a target's time may be counted in, the calendars in force among it. */
export function useCalendarChoices(calendars: readonly CalendarRecord[]) {
  const { t } = useTranslation()
  return [
    { value: 'team', label: t('sla.form.calendarTeam') },
    { value: 'always', label: t('sla.form.calendarAlways') },
    ...calendars.map(({ id, body }) => ({
      value: id,
      label: t('sla.form.calendarNamed', { name: body.name ?? id }),
    })),
  ]
}
