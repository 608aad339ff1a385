import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { HistogramBar } from '../../../components/chart/histogram/data.ts'
import figures from '../../../components/figures/figures.module.css'
import { type DataColumn, DataTable } from '../../../components/ui/data-table/data-table.tsx'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useBarName } from './use-bar-name.ts'

interface BinTableProps {
  caption: string
  bars: readonly HistogramBar[]
  onRows: (bar: HistogramBar) => void
}

/** The table that says what the bars say. */
export function BinTable({ caption, bars, onRows }: BinTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const name = useBarName()
  const compared = bars.some(({ before }) => before !== null)
  const columns = useMemo(
    (): DataColumn<HistogramBar>[] => [
      { id: 'bin', header: t('desk.distribution.step'), sortBy: ({ from }) => from, cell: name },
      {
        id: 'n',
        header: t('explore.n'),
        numeric: true,
        sortBy: ({ n }) => n,
        cell: (bar) => (
          <button
            type="button"
            className={figures.rows}
            aria-label={t('explore.rows.showFor', { n: format.number(bar.n), mark: name(bar) })}
            onClick={() => onRows(bar)}
          >
            {format.number(bar.n)}
          </button>
        ),
      },
      {
        id: 'share',
        header: t('desk.distribution.share'),
        numeric: true,
        cell: ({ share }) => format.percent(share),
      },
      {
        id: 'upTo',
        header: t('desk.distribution.upTo'),
        numeric: true,
        cell: ({ upTo }) => format.percent(upTo),
      },
      ...(compared
        ? [
            {
              id: 'before',
              header: t('desk.distribution.before'),
              numeric: true,
              sortBy: ({ before }: HistogramBar) => before,
              cell: ({ before }: HistogramBar) =>
                before === null ? t('value.missing') : format.number(before),
            },
          ]
        : []),
    ],
    [t, format, name, onRows, compared],
  )
  return <DataTable caption={caption} columns={columns} rows={bars} />
}
