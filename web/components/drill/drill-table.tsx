import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DrillResult } from '../../../pipelines/metrics/types.ts'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import { cellText } from '../../lib/format/cell-text.ts'
import { columnLabel } from '../../lib/format/column-label.ts'
import { useFormat } from '../../lib/format/use-format.ts'
import { type DataColumn, DataTable } from '../ui/data-table/data-table.tsx'
import { shownColumns } from './columns.ts'

type Row = Readonly<Record<string, unknown>>

interface DrillTableProps {
  caption: string
  columns: DrillResult['columns']
  rows: readonly Row[]
  onEnd: () => void
}

export function DrillTable({ caption, columns, rows, onEnd }: DrillTableProps) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const format = useFormat()
  const shown = useMemo(
    () =>
      shownColumns(columns).map(({ name, type }): DataColumn<Row> => {
        const numeric = /INT|DOUBLE|DECIMAL|FLOAT/.test(type)
        return {
          id: name,
          header: columnLabel(name, { catalog, t }),
          numeric,
          cell: (row) => {
            const text = cellText(row[name], name, { format, catalog, t })
            if (name !== 'ticket_key' || typeof row.ticket_key !== 'string') return text
            return (
              <Link to="/conversations/$key" params={{ key: row.ticket_key }}>
                {text}
              </Link>
            )
          },
        }
      }),
    [columns, t, catalog, format],
  )
  return (
    <DataTable caption={caption} columns={shown} rows={rows} maxHeight="calc(100dvh - 216px)" onEnd={onEnd} />
  )
}
