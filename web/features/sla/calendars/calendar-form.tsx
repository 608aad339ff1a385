import { MultiSelect, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Calendar } from '../../../../pipelines/calendars/calendar.ts'
import { type Errors, errorAt } from '../../../lib/api/field-errors.ts'
import { dimensionValuesQuery } from '../../../lib/api/get-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from '../config/config.module.css'
import type { ConfigForm } from '../config/edit-form.tsx'
import { bodyOf, type CalendarDraft, draftOf } from './draft.ts'
import { DAYS } from './week-words.ts'

const WORKDAY = '08:00–18:00'
const ZONES = Intl.supportedValuesOf('timeZone')

export const calendarForm: ConfigForm<CalendarDraft> = {
  empty: {
    name: '',
    zone: 'Europe/Berlin',
    week: { mon: WORKDAY, tue: WORKDAY, wed: WORKDAY, thu: WORKDAY, fri: WORKDAY, sat: '', sun: '' },
    holidays: '',
    country: '',
    region: '',
    dateHours: '',
    teams: [],
    rest: { pauses: [], except: [] },
  },
  draftOf: (body) => draftOf(body as Calendar),
  bodyOf,
  nameOf: ({ name }) => name,
  triable: (draft) => draft,
  Fields: CalendarFields,
}

interface CalendarFieldsProps {
  draft: CalendarDraft
  errors: Errors
  onDraft: (draft: CalendarDraft) => void
}

function CalendarFields({ draft, errors, onDraft }: CalendarFieldsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const known = useQuery(dimensionValuesQuery('team')).data ?? []
  const teams = [...new Set([...known.flatMap(({ value }) => value ?? []), ...draft.teams])]
  const zones = ZONES.includes(draft.zone) ? ZONES : [draft.zone, ...ZONES]
  const set = (change: Partial<CalendarDraft>) => onDraft({ ...draft, ...change })
  return (
    <>
      <div className={classes.grid}>
        <TextInput
          size="sm"
          data-autofocus
          label={t('sla.form.name')}
          value={draft.name}
          error={errorAt(errors, 'name') ?? errorAt(errors, 'id')}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <NativeSelect
          size="sm"
          label={t('sla.calendars.zone')}
          value={draft.zone}
          error={errorAt(errors, 'zone')}
          onChange={(event) => set({ zone: event.currentTarget.value })}
          data={zones}
        />
      </div>
      <fieldset className={classes.group}>
        <legend>{t('sla.calendars.week')}</legend>
        <div className={classes.grid}>
          {DAYS.map((day, index) => (
            <TextInput
              key={day}
              size="xs"
              label={format.weekday(index + 1, 'long')}
              placeholder={t('sla.calendars.closed')}
              value={draft.week[day]}
              error={errorAt(errors, `week.${day}`)}
              onChange={(event) => set({ week: { ...draft.week, [day]: event.currentTarget.value } })}
            />
          ))}
        </div>
        <p className={classes.quiet}>{errors.week ?? t('sla.calendars.weekHint')}</p>
      </fieldset>
      <fieldset className={classes.group}>
        <legend>{t('sla.calendars.next')}</legend>
        <div className={classes.grid}>
          <TextInput
            size="xs"
            label={t('sla.calendars.country')}
            value={draft.country}
            error={errorAt(errors, 'public_holidays.country')}
            onChange={(event) => set({ country: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            label={t('sla.calendars.region')}
            value={draft.region}
            error={errorAt(errors, 'public_holidays.region')}
            onChange={(event) => set({ region: event.currentTarget.value })}
          />
          <Textarea
            size="xs"
            autosize
            minRows={2}
            className={classes.wide}
            label={t('sla.calendars.holidays')}
            description={t('sla.calendars.holidaysHint')}
            value={draft.holidays}
            error={errorAt(errors, 'holidays')}
            onChange={(event) => set({ holidays: event.currentTarget.value })}
          />
          <Textarea
            size="xs"
            autosize
            minRows={2}
            className={classes.wide}
            label={t('sla.calendars.dateHours')}
            description={t('sla.calendars.dateHoursHint')}
            value={draft.dateHours}
            error={errorAt(errors, 'date_hours')}
            onChange={(event) => set({ dateHours: event.currentTarget.value })}
          />
        </div>
      </fieldset>
      <MultiSelect
        size="xs"
        searchable
        hidePickedOptions
        label={t('sla.calendars.teams')}
        nothingFoundMessage={t('filter.noneFound')}
        value={[...draft.teams]}
        error={errorAt(errors, 'teams')}
        onChange={(chosen) => set({ teams: chosen })}
        data={teams}
      />
      {draft.rest.pauses.length > 0 && (
        <p className={classes.quiet}>{t('sla.calendars.pausesKept', { count: draft.rest.pauses.length })}</p>
      )}
    </>
  )
}
