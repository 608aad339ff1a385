import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useIntent, usePress } from '../../../components/figures/use-press.ts'
import { BarRow } from '../../../components/ui/bar-row.tsx'
import { Change } from '../../../components/ui/change.tsx'
import { type FigureRow, isTooFew } from '../../../lib/api/figure-rows.ts'
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from './leaderboards.module.css'

interface BoardRowProps {
  row: FigureRow
  dimension: string
  metric: CatalogMetric
  most: number
  /** Of all rows, where they add up. */
  sum: number | null
  compared: boolean
  /** The page is filtered by it. */
  chosen: boolean
}

/** Put together anew only when something of it has changed: dozens of them stand there on every press. */
export const BoardRow = memo(function BoardRow({
  row,
  dimension,
  metric,
  most,
  sum,
  compared,
  chosen,
}: BoardRowProps) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const format = useFormat()
  const press = usePress()
  const intend = useIntent()
  const value = row.cell[dimension] ?? null
  const figure = row.figures[metric.id] ?? { value: null, n: 0, previous: null }
  const few = isTooFew(figure, metric.min_n)
  const shown = few ? null : figure.value
  const text = few
    ? t('state.tooFew')
    : shown === null
      ? t('value.missing')
      : format.value(shown, metric.unit)
  const share = sum && shown !== null ? ` · ${format.percent(shown / sum)}` : ''
  return (
    <BarRow
      label={catalog.valueLabel(dimension, value)}
      share={shown === null || most <= 0 ? null : shown / most}
      before={null}
      value={
        <>
          {text}
          {share && <span className={classes.share}>{share}</span>}
        </>
      }
      aside={
        compared && (
          <span className={classes.change}>
            <Change
              value={shown}
              previous={figure.previous}
              unit={metric.unit}
              better={metric.better}
              brief
            />
          </span>
        )
      }
      chosen={chosen}
      title={t('figure.n', { n: format.number(figure.n) })}
      onIntent={() => intend({ [dimension]: value })}
      onPress={(kind) => press({ metric: metric.id, time: null, cell: { [dimension]: value } }, kind)}
    />
  )
})
