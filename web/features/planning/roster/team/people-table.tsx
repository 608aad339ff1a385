import { useTranslation } from 'react-i18next'
import type { Person, Setup } from '../../../../../pipelines/roster/model/setup.ts'
import { useFormat } from '../../../../lib/format/use-format.ts'
import { DAYS } from '../need.ts'
import classes from '../roster.module.css'

/** Everybody in a line: skills, hours, what they wish, when they are away. */
export function PeopleTable({ setup, onEdit }: { setup: Setup; onEdit: (person: Person) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const wishText = ({ want, days, dates, pattern, weight }: Person['wishes'][number]) => {
    const when = [
      ...(days ?? []).map((day) => format.weekday(DAYS.indexOf(day) + 1)),
      ...(dates ?? []).map(format.date),
    ].join(', ')
    const says = t(`roster.wish.${want}`, { when: when || t('roster.wish.ever'), pattern: pattern ?? '' })
    return weight === 1 ? says : `${says} (×${format.number(weight)})`
  }
  if (setup.people.length === 0) return <p className={classes.quiet}>{t('roster.team.nobody')}</p>
  return (
    <section className={classes.scroll} aria-label={t('roster.team.table')}>
      <table className={classes.table}>
        <caption className="pg-hidden">{t('roster.team.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('roster.person.name')}</th>
            <th scope="col">{t('roster.person.skills')}</th>
            <th scope="col" data-number>
              {t('roster.person.hours')}
            </th>
            <th scope="col">{t('roster.person.wishes')}</th>
            <th scope="col">{t('roster.person.leave')}</th>
          </tr>
        </thead>
        <tbody>
          {setup.people.map((person) => (
            <tr key={person.id}>
              <th scope="row">
                <button type="button" className={classes.link} onClick={() => onEdit(person)}>
                  {person.name ?? person.id}
                </button>
              </th>
              <td>{person.skills.join(', ') || t('value.missing')}</td>
              <td data-number>{format.number(person.contract_hours)}</td>
              <td>{person.wishes.map(wishText).join('; ') || t('value.missing')}</td>
              <td>
                {person.leave
                  .map(({ from, to }) =>
                    from === to ? format.date(from) : `${format.date(from)} – ${format.date(to)}`,
                  )
                  .join(', ') || t('value.missing')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
