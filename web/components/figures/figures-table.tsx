import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Grain } from '../../../pipelines/metrics/types.ts'
import { type FigureRow, isTooFew } from '../../lib/api/figure-rows.ts'
import type { CatalogMetric } from '../../lib/api/get-catalog.ts'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import { useFormat } from '../../lib/format/use-format.ts'
import { pressOf } from '../chart/overlay/press.ts'
import { Change } from '../ui/change.tsx'
import { type DataColumn, DataTable } from '../ui/data-table/data-table.tsx'
import classes from './figures.module.css'
import { RowsButton } from './rows-button.tsx'
import { usePress } from './use-press.ts'

interface FiguresTableProps {
  caption: string
  rows: readonly FigureRow[]
  metrics: readonly CatalogMetric[]
  by: readonly string[]
  grain: Grain | null
  compared: boolean
  maxHeight?: number
}

/** A row per group and bucket: dimensions, then for each metric its figure, its change and its n, unless the figure is its n. */
export function FiguresTable({ caption, rows, metrics, by, grain, compared, maxHeight }: FiguresTableProps) {
  const columns = useFigureColumns({ rows, metrics, by, grain, compared })
  return <DataTable caption={caption} columns={columns} rows={rows} {...(maxHeight ? { maxHeight } : {})} />
}

function useFigureColumns({
  rows,
  metrics,
  by,
  grain,
  compared,
}: Omit<FiguresTableProps, 'caption' | 'maxHeight'>) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const format = useFormat()
  const press = usePress()
  return useMemo((): DataColumn<FigureRow>[] => {
    const time: DataColumn<FigureRow>[] = grain
      ? [
          {
            id: 'time',
            header: t('explore.time'),
            sortBy: (row) => row.time,
            cell: (row) => (row.time === null ? t('value.missing') : format.bucket(row.time, grain)),
          },
        ]
      : []
    const dimensions = by.map((dimension): DataColumn<FigureRow> => {
      const text = (row: FigureRow) => catalog.valueLabel(dimension, row.cell[dimension] ?? null)
      return {
        id: dimension,
        header: catalog.dimensionLabel(dimension),
        sortBy: text,
        cell: (row) => (
          <button
            type="button"
            className={classes.link}
            onClick={(event) =>
              press(
                {
                  metric: metrics[0]?.id ?? '',
                  time: null,
                  cell: { [dimension]: row.cell[dimension] ?? null },
                },
                pressOf(event),
              )
            }
          >
            {text(row)}
          </button>
        ),
      }
    })
    return [...time, ...dimensions, ...metrics.flatMap((metric) => metricColumns(metric))]

    function metricColumns({ id, unit, min_n, better, label }: CatalogMetric): DataColumn<FigureRow>[] {
      const of = (row: FigureRow) => row.figures[id] ?? { value: null, n: 0, previous: null }
      const counts = rows.every((row) => of(row).value === of(row).n)
      const value = (row: FigureRow) => {
        const figure = of(row)
        if (isTooFew(figure, min_n)) return t('state.tooFew')
        return figure.value === null ? t('value.missing') : format.value(figure.value, unit)
      }
      const name = label[format.language]
      const behind = (row: FigureRow) => (
        <RowsButton
          n={of(row).n}
          mark={name}
          onRows={() => press({ metric: id, time: row.time, cell: row.cell }, 'rows')}
        />
      )
      const figure = { id, header: name, numeric: true, sortBy: (row: FigureRow) => of(row).value }
      const change = {
        id: `${id} change`,
        header: t('explore.change'),
        numeric: true,
        cell: (row: FigureRow) =>
          isTooFew(of(row), min_n) ? t('value.missing') : <Change {...of(row)} unit={unit} better={better} />,
      }
      const n = {
        id: `${id} n`,
        header: t('explore.n'),
        numeric: true,
        sortBy: (row: FigureRow) => of(row).n,
        cell: behind,
      }
      return [
        { ...figure, cell: counts ? behind : value },
        ...(compared ? [change] : []),
        ...(counts ? [] : [n]),
      ]
    }
  }, [rows, metrics, by, grain, compared, t, catalog, format, press])
}
