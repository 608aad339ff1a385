import { Skeleton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueryResult } from '../../../../pipelines/metrics/types.ts'
import { Change } from '../../../components/ui/change.tsx'
import { type Figure, isTooFew, onlyFigure } from '../../../lib/api/figure-rows.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { TODAY } from '../../../lib/range/range.ts'
import { encodeDrill } from '../../../lib/search/drill-target.ts'
import { useView } from '../../../lib/search/use-view.ts'
import classes from './tile.module.css'
import type { TileId } from './tiles.ts'

const AgainstForecast = lazy(() =>
  import('./against-forecast.tsx').then((module) => ({ default: module.AgainstForecast })),
)

interface TileProps {
  id: TileId
  metric: string
  /** Null when the filters in force cannot cut this metric. */
  result: QueryResult | null | 'awaited'
}

/** One figure with its n and its change; a press leads to the rows behind it. */
export function Tile({ id, metric, result }: TileProps) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const format = useFormat()
  const { compare } = useView()
  const entry = catalog.metric(metric)
  const unit = entry?.unit ?? 'count'
  const awaited = result === 'awaited'
  const figure = result && !awaited ? onlyFigure(result, metric) : null
  const change = figure && compare && (
    <Change value={figure.value} previous={figure.previous} unit={unit} better={entry?.better ?? 'none'} />
  )
  return (
    <li className={classes.tile} data-metric={metric}>
      <Link
        to="/explore"
        search={(before) => ({ ...before, ...TODAY, m: metric, drill: encodeDrill({ metric, cell: {} }) })}
        title={entry?.description[format.language]}
      >
        <span className={classes.label}>{t(`live.tile.${id}`)}</span>
        <small>{figure && t('figure.n', { n: format.number(figure.n) })}</small>
        {awaited ? (
          <Skeleton className={classes.value} width={96} radius={0}>
            0
          </Skeleton>
        ) : (
          <Value figure={figure} unit={unit} minN={entry?.min_n ?? 0} />
        )}
        {id === 'volume' && figure && figure.value !== null ? (
          <Suspense>
            <AgainstForecast value={figure.value} otherwise={change} />
          </Suspense>
        ) : (
          change
        )}
      </Link>
    </li>
  )
}

function Value({ figure, unit, minN }: { figure: Figure | null; unit: string; minN: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (figure && isTooFew(figure, minN)) {
    return (
      <strong className={classes.value} data-few title={t('state.tooFewHint', { n: figure.n, min: minN })}>
        {t('state.tooFew')}
      </strong>
    )
  }
  const value = figure?.value ?? null
  return (
    <strong className={classes.value}>
      {value === null ? t('value.missing') : format.value(value, unit)}
    </strong>
  )
}
