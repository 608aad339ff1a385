import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { QueryResult } from '../../../pipelines/metrics/types.ts'
import { usePress } from '../../components/figures/use-press.ts'
import { Change } from '../../components/ui/change.tsx'
import { QueryState } from '../../components/ui/query-state.tsx'
import { isTooFew, onlyFigure } from '../../lib/api/figure-rows.ts'
import { figuresQuery } from '../../lib/api/run-query.ts'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import { useFormat } from '../../lib/format/use-format.ts'
import { LeftOut } from './left-out.tsx'
import classes from './quality.module.css'
import { useBase } from './use-base.ts'

interface HeadlineProps {
  label: string
  metrics: readonly string[]
}

/** Figures of the whole range side by side, each with its change and its n, which leads to the rows. */
export function Headline({ label, metrics }: HeadlineProps) {
  const { base, leftOut } = useBase(metrics)
  const query = useQuery(figuresQuery({ ...base, metrics }))
  return (
    <section aria-label={label}>
      <QueryState query={query} skeleton={96} holds>
        {(result) => (
          <dl className={classes.headline}>
            {metrics.map((metric) => (
              <Figure key={metric} metric={metric} result={result} />
            ))}
          </dl>
        )}
      </QueryState>
      <LeftOut dimensions={leftOut} />
    </section>
  )
}

function Figure({ metric, result }: { metric: string; result: QueryResult }) {
  const { t } = useTranslation()
  const format = useFormat()
  const press = usePress()
  const entry = useCatalog().metric(metric)
  if (!entry) return null
  const figure = onlyFigure(result, metric)
  const few = isTooFew(figure, entry.min_n)
  const name = entry.label[format.language]
  const text = few
    ? t('state.tooFew')
    : figure.value === null
      ? t('value.missing')
      : format.value(figure.value, entry.unit)
  return (
    <div data-metric={metric}>
      <dt title={entry.description[format.language]}>{name}</dt>
      <dd>
        <strong data-few={few || undefined}>{text}</strong>
        {result.meta.previous && !few && <Change {...figure} unit={entry.unit} better={entry.better} />}
        <button
          type="button"
          className={classes.n}
          aria-label={t('explore.rows.showFor', {
            n: t('figure.n', { n: format.number(figure.n) }),
            mark: name,
          })}
          onClick={() => press({ metric, time: null, cell: {} }, 'rows')}
        >
          {t('figure.n', { n: format.number(figure.n) })}
        </button>
      </dd>
    </div>
  )
}
