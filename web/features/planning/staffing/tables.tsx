import { useTranslation } from 'react-i18next'
import tables from '../../../components/ui/plain-table.module.css'
import { useFormat } from '../../../lib/format/use-format.ts'
import type { PlanDay } from './days.ts'
import type { Plan } from './get-plan.ts'
import classes from './staffing.module.css'

interface DayProps {
  plan: Plan
  day: PlanDay
}

const indices = ({ first, end }: PlanDay) => Array.from({ length: end - first }, (_, i) => first + i)

export function ContactsTable({ plan, day }: DayProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const number = (value: number | undefined) =>
    value === undefined ? t('value.missing') : format.number(Math.round(value * 10) / 10)
  return (
    <table className={`${tables.table} ${classes.needs}`}>
      <thead>
        <tr>
          <th scope="col">{t('staffing.people.time')}</th>
          <th scope="col">{t('staffing.contacts.expected')}</th>
          <th scope="col">{t('staffing.contacts.low')}</th>
          <th scope="col">{t('staffing.contacts.high')}</th>
        </tr>
      </thead>
      <tbody>
        {indices(day).map((i) => (
          <tr key={i}>
            <th scope="row">{format.instant(plan.time[i] ?? '', 'time')}</th>
            <td>{number(plan.scenarios[0]?.intervals.contacts[i])}</td>
            <td>{number(plan.band?.low[i])}</td>
            <td>{number(plan.band?.high[i])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function PeopleTable({ plan, day, given }: DayProps & { given: readonly number[] | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const base = plan.scenarios[0]?.intervals
  if (!base) return null
  const share = (value: number | null | undefined) =>
    value === null || value === undefined ? t('value.missing') : format.percent(value)
  const wait = (value: number | null | undefined) =>
    value === null || value === undefined ? t('value.missing') : format.duration(value)
  const heads = [
    'agents',
    'rostered',
    ...(given ? (['given'] as const) : []),
    'level',
    'wait',
    'occupancy',
    'because',
  ] as const
  return (
    <div className={tables.scroll}>
      <table className={`${tables.table} ${classes.needs}`}>
        <thead>
          <tr>
            <th scope="col">{t('staffing.people.time')}</th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(`staffing.people.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {indices(day).map((i) => (
            <tr key={i}>
              <th scope="row">{format.instant(plan.time[i] ?? '', 'time')}</th>
              <td>{format.number(base.agents[i] ?? 0)}</td>
              <td>{format.number(base.rostered[i] ?? 0)}</td>
              {given && (
                <td data-short={(given[i] ?? 0) < (base.rostered[i] ?? 0) || undefined}>
                  {format.number(given[i] ?? 0)}
                </td>
              )}
              <td>{share(base.serviceLevel[i])}</td>
              <td>{wait(base.waitS[i])}</td>
              <td>{share(base.occupancy[i])}</td>
              <td>
                {plan.open[i]
                  ? (base.because[i] ?? []).map((why) => t(`staffing.why.${why}`)).join(', ')
                  : t('staffing.people.closed')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
