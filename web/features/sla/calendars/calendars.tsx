import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DayOff } from '../../../../pipelines/sla/days-off.ts'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { Section } from '../../../components/ui/section.tsx'
import { together } from '../../../components/ui/together.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useSetSearch } from '../../../lib/search/use-view.ts'
import { type CalendarRecord, calendarsQuery, inForce } from '../config/get-config.ts'
import { OtherVersions } from '../config/other-versions.tsx'
import { VersionLine } from '../config/version-line.tsx'
import classes from './calendars.module.css'
import { daysOffQuery } from './get-days-off.ts'
import { weekRuns } from './week-words.ts'

/** When time counts, in words. */
export function Calendars() {
  const { t } = useTranslation()
  const set = useSetSearch()
  const calendars = useQuery(calendarsQuery)
  const daysOff = useQuery(daysOffQuery)
  return (
    <Section
      title={t('sla.calendars.title')}
      note={t('sla.calendars.note')}
      actions={
        <BarButton
          plain
          icon={<IconPlus size={16} stroke={1.8} aria-hidden />}
          onClick={() => set({ edit: 'calendar:' })}
        >
          {t('sla.calendars.add')}
        </BarButton>
      }
    >
      <QueryState query={together(calendars, daysOff)} skeleton={160}>
        {(records) => (
          <>
            <ul className={classes.list}>
              {inForce(records).map((record) => (
                <CalendarItem
                  key={record.id}
                  record={record}
                  days={daysOff.data?.find(({ calendar }) => calendar === record.id)?.days ?? []}
                />
              ))}
            </ul>
            <OtherVersions kind="calendar" records={records} />
          </>
        )}
      </QueryState>
    </Section>
  )
}

function CalendarItem({ record, days }: { record: CalendarRecord; days: readonly DayOff[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const set = useSetSearch()
  const { id, body } = record
  const name = body.name ?? id
  const teams =
    body.teams.length > 0
      ? body.teams.join(', ')
      : t(id === 'default' ? 'sla.calendars.others' : 'sla.calendars.noTeam')
  return (
    <li className={classes.item} data-calendar={id}>
      <header>
        <h3>{name}</h3>
        <BarButton plain aria-label={t('sla.edit', { name })} onClick={() => set({ edit: `calendar:${id}` })}>
          {t('sla.editShort')}
        </BarButton>
      </header>
      <dl>
        <dt>{t('sla.calendars.week')}</dt>
        <dd>
          {weekRuns(body.week).map(({ from, to, hours }) => (
            <span key={from}>
              {format.weekday(from)}
              {to > from && `–${format.weekday(to)}`} {hours.join(', ')}
            </span>
          ))}
        </dd>
        <dt>{t('sla.calendars.zone')}</dt>
        <dd>{body.zone}</dd>
        <dt>{t('sla.calendars.teams')}</dt>
        <dd>{teams}</dd>
        <dt>{t('sla.calendars.next')}</dt>
        <dd>
          {days.length === 0 && t('value.missing')}
          {days.slice(0, 3).map(({ date, name: holiday, hours }) => (
            <span key={date}>
              {format.date(date)}
              {holiday !== null && ` ${holiday}`}
              {hours.length > 0 && `, ${hours.map(([open, close]) => `${open}–${close}`).join(', ')}`}
            </span>
          ))}
        </dd>
      </dl>
      <VersionLine record={record} />
    </li>
  )
}
