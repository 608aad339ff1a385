import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { QueryResult } from '../../../../pipelines/metrics/types.ts'
import type { ErrorBudget } from '../../../../pipelines/sla/error-budget.ts'
import { ExportMenu } from '../../../components/export/export-menu.tsx'
import { NoFigures } from '../../../components/figures/no-figures.tsx'
import { Failure, QueryState } from '../../../components/ui/query-state.tsx'
import { Section } from '../../../components/ui/section.tsx'
import { figureRows } from '../../../lib/api/figure-rows.ts'
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'
import { figuresQuery } from '../../../lib/api/run-query.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { budgetQuery } from '../get-budget.ts'
import type { Base } from '../use-base.ts'
import classes from './attainment.module.css'
import { TargetCard } from './card.tsx'
import { cardsOf } from './cards.ts'

/** The share of promises kept in the range, per policy and target, each beside its error budget of the month. */
export function Attainment({ base }: { base: Base }) {
  const { t } = useTranslation()
  const format = useFormat()
  const metric = useCatalog().metric('sla_attainment')
  const input = { ...base, metrics: ['sla_attainment'], by: ['policy', 'target'] }
  const figures = useQuery(figuresQuery(input))
  const budget = useQuery(budgetQuery(format.zone))
  // Both belong to one card, so they come together.
  const query = { ...figures, data: budget.isPending ? undefined : figures.data }
  if (!metric) return null
  const previous = query.data?.meta.previous
  const against =
    previous &&
    t('compare.against', {
      range: format.range({ from: Date.parse(previous.from), to: Date.parse(previous.to) }),
    })
  return (
    <Section
      title={t('sla.attainment')}
      note={t('sla.attainmentNote')}
      actions={
        <ExportMenu
          what={{ what: 'figures', question: input }}
          name={metric.id}
          label={t('export.label', { metric: metric.label[format.language] })}
          pictured
        />
      }
    >
      <QueryState query={query} skeleton={396} holds>
        {(result) =>
          result.rowCount === 0 ? (
            <NoFigures filtered={base.filters.length > 0} />
          ) : (
            <>
              {against && <p className={classes.quiet}>{against}</p>}
              <Cards result={result} metric={metric} budget={budget} filtered={base.filters.length > 0} />
            </>
          )
        }
      </QueryState>
    </Section>
  )
}

interface CardsProps {
  result: QueryResult
  metric: CatalogMetric
  budget: UseQueryResult<ErrorBudget>
  filtered: boolean
}

function Cards({ result, metric, budget, filtered }: CardsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const month = budget.data ? format.instant(budget.data.from, 'month') : ''
  return (
    <>
      {cardsOf(figureRows(result), budget.data?.rows ?? []).map(([policy, cards]) => (
        <section key={policy} className={classes.policy} aria-label={policy}>
          <h3>{t('sla.policyNamed', { name: policy })}</h3>
          <ul className={classes.cards}>
            {cards.map((card) => (
              <TargetCard
                key={card.target}
                card={card}
                metric={metric}
                compared={result.meta.previous !== null}
                month={month}
              />
            ))}
          </ul>
        </section>
      ))}
      {budget.error && !budget.data && <Failure error={budget.error} onRetry={() => void budget.refetch()} />}
      <p className={classes.quiet}>{t(filtered ? 'sla.budget.noteFiltered' : 'sla.budget.note')}</p>
    </>
  )
}
