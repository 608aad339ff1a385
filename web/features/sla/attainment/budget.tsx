import { useTranslation } from 'react-i18next'
import type { BudgetRow, BurnRate } from '../../../../pipelines/sla/error-budget.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from './attainment.module.css'
import { budgetState, burnWord } from './budget-words.ts'

/** What may still be missed this month: a bar that empties, the same in words, and how fast it goes. */
export function Budget({ row, month }: { row: BudgetRow; month: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (row.goal === null) return <p className={classes.quiet}>{t('sla.budget.ended')}</p>
  const state = budgetState(row)
  const left = row.left ?? 1
  const share = format.percent(Math.abs(Math.round(left * 1000) / 1000))
  const decided = row.met + row.breached
  return (
    <div className={classes.budget} data-state={state}>
      <p className={classes.budgetHead}>
        <span>{t('sla.budget.of', { month })}</span>
        <strong>{t(`sla.budget.${state}`, { share })}</strong>
      </p>
      <div className={classes.bar} aria-hidden>
        <span style={{ width: `${Math.min(Math.max(left, 0), 1) * 100}%` }} />
      </div>
      <p className={classes.quiet}>
        {t('sla.budget.counts', {
          breached: format.number(row.breached),
          budget: format.number(Math.round((row.budget ?? 0) * 10) / 10),
          decided: format.number(decided),
        })}
      </p>
      <ul className={classes.burns}>
        <Burn burn={row.burn.day} window="day" />
        <Burn burn={row.burn.week} window="week" />
      </ul>
    </div>
  )
}

function Burn({ burn, window }: { burn: BurnRate; window: 'day' | 'week' }) {
  const { t } = useTranslation()
  const format = useFormat()
  const word = burnWord(burn)
  const rate = burn.rate ?? 0
  return (
    <li data-burn={word}>
      {t(`sla.burn.${word}`, {
        times: format.number(Math.round(rate * 10) / 10),
        share: format.percent(Math.round(rate * 100) / 100),
      })}{' '}
      <small>
        {t(`sla.burn.in.${window}`)}, {t('figure.n', { n: format.number(burn.n) })}
      </small>
    </li>
  )
}
