import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DrillResult } from '../../../../pipelines/metrics/types.ts'
import { type DataColumn, DataTable } from '../../../components/ui/data-table/data-table.tsx'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { cellText } from './cell-text.ts'
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
          header: t(`columns.${name}`, {
            defaultValue: catalog.dimension(name) ? catalog.dimensionLabel(name) : name,
          }),
          numeric,
          cell: (row) => {
            const text = cellText(row[name], name, type, { format, catalog, t })
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
  return <DataTable caption={caption} columns={shown} rows={rows} maxHeight={640} onEnd={onEnd} />
}
