import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { QueryResult } from '../../../../pipelines/metrics/types.ts'
import { Change } from '../../../components/ui/change.tsx'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { TODAY } from '../../../lib/range/range.ts'
import { encodeDrill } from '../../../lib/search/drill-target.ts'
import { useView } from '../../../lib/search/use-view.ts'
import classes from './tile.module.css'
import type { TileId } from './tiles.ts'
import { figureOf } from './use-tiles.ts'

interface TileProps {
  id: TileId
  metric: string
  /** Null when the filters in force cannot cut this metric. */
  result: QueryResult | null
}

/** One figure with its n and its change; a press leads to the rows behind it. */
export function Tile({ id, metric, result }: TileProps) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const format = useFormat()
  const { compare } = useView()
  const entry = catalog.metric(metric)
  const unit = entry?.unit ?? 'count'
  return (
    <li className={classes.tile} data-metric={metric}>
      <Link
        to="/explore"
        search={(before) => ({ ...before, ...TODAY, m: metric, drill: encodeDrill({ metric, cell: {} }) })}
        title={entry?.description[format.language]}
      >
        <span className={classes.label}>{t(`live.tile.${id}`)}</span>
        {result ? (
          <Figure result={result} metric={metric} unit={unit} />
        ) : (
          <strong className={classes.value}>{t('value.missing')}</strong>
        )}
        {result && compare && (
          <Change
            value={figureOf(result, metric)}
            previous={figureOf(result, `${metric}__previous`)}
            unit={unit}
            better={entry?.better ?? 'none'}
          />
        )}
      </Link>
    </li>
  )
}

function Figure({ result, metric, unit }: { result: QueryResult; metric: string; unit: string }) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const format = useFormat()
  const value = figureOf(result, metric)
  const n = figureOf(result, `${metric}__n`) ?? 0
  const min = catalog.metric(metric)?.min_n ?? 0
  if (n < min && n > 0) {
    return (
      <>
        <strong className={classes.value} data-few>
          {t('state.tooFew')}
        </strong>
        <small title={t('state.tooFewHint', { n, min })}>{t('figure.n', { n: format.number(n) })}</small>
      </>
    )
  }
  return (
    <>
      <strong className={classes.value}>
        {value === null ? t('value.missing') : format.value(value, unit)}
      </strong>
      <small>{t('figure.n', { n: format.number(n) })}</small>
    </>
  )
}
