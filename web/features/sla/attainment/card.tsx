import { useTranslation } from 'react-i18next'
import figures from '../../../components/figures/figures.module.css'
import { usePress } from '../../../components/figures/use-press.ts'
import { Change } from '../../../components/ui/change.tsx'
import { isTooFew } from '../../../lib/api/figure-rows.ts'
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from './attainment.module.css'
import { Budget } from './budget.tsx'
import type { Card } from './cards.ts'

interface TargetCardProps {
  card: Card
  metric: CatalogMetric
  compared: boolean
  month: string
}

/** One promise: the share kept in the range with what it is made of, and its error budget. */
export function TargetCard({ card, metric, compared, month }: TargetCardProps) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const format = useFormat()
  const press = usePress()
  const { policy, target, figure, budget } = card
  const few = isTooFew(figure, metric.min_n)
  const goal = budget?.goal ?? null
  const kept = figure.value !== null && goal !== null && !few ? figure.value >= goal : null
  return (
    <li className={classes.card} data-target={target}>
      <h4>{catalog.valueLabel('target', target)}</h4>
      <div className={figures.headline}>
        {few ? (
          <strong data-few title={t('state.tooFewHint', { n: figure.n, min: metric.min_n })}>
            {t('state.tooFew')}
          </strong>
        ) : (
          <strong>
            {figure.value === null ? t('value.missing') : format.value(figure.value, metric.unit)}
          </strong>
        )}
        <button
          type="button"
          className={figures.rows}
          title={t('explore.rows.show')}
          onClick={() => press({ metric: metric.id, time: null, cell: { policy, target } }, 'rows')}
        >
          {t('figure.n', { n: format.number(figure.n) })}
        </button>
      </div>
      <p className={classes.against}>
        {goal !== null && (
          <span data-kept={kept ?? undefined}>
            {t(kept === null ? 'sla.goal' : kept ? 'sla.goalMet' : 'sla.goalMissed', {
              goal: format.percent(goal),
            })}
          </span>
        )}
        {compared && !few && (
          <Change value={figure.value} previous={figure.previous} unit={metric.unit} better={metric.better} />
        )}
      </p>
      {budget && <Budget row={budget} month={month} />}
    </li>
  )
}
