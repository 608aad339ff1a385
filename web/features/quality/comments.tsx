import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usePress } from '../../components/figures/use-press.ts'
import { onlyFigure } from '../../lib/api/figure-rows.ts'
import { figuresQuery } from '../../lib/api/run-query.ts'
import { useFormat } from '../../lib/format/use-format.ts'
import classes from './quality.module.css'
import { useBase } from './use-base.ts'

const METRICS = ['csat_commented', 'csat_responses'] as const

/** How many ratings came with words; which is all that is known of them. */
export function Comments() {
  const { t } = useTranslation()
  const format = useFormat()
  const press = usePress()
  const { base } = useBase(METRICS)
  const result = useQuery(figuresQuery({ ...base, metrics: METRICS })).data
  if (!result) return <p className={classes.awaited} />
  const commented = onlyFigure(result, 'csat_commented').value ?? 0
  const total = onlyFigure(result, 'csat_responses').value ?? 0
  return (
    <p className={classes.quiet}>
      {commented > 0 ? (
        <button
          type="button"
          className={classes.n}
          onClick={() => press({ metric: 'csat_commented', time: null, cell: {} }, 'rows')}
        >
          {t('quality.csat.comments', { count: commented, total: format.number(total) })}
        </button>
      ) : (
        t('quality.csat.noComments')
      )}{' '}
      {t('quality.csat.privacy')}
    </p>
  )
}
