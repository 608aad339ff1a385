import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  sortFn_basic,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type ReactNode, useEffect, useEffectEvent, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { usePrinting } from '../../../lib/printing.ts'
import classes from './data-table.module.css'
import { HeaderCell } from './header-cell.tsx'

export interface DataColumn<Row> {
  id: string
  header: string
  numeric?: boolean
  /** Sorts by this; a column without it is not sorted by. Null comes last either way. */
  sortBy?: (row: Row) => string | number | null
  cell: (row: Row) => ReactNode
}

interface DataTableProps<Row extends object> {
  caption: string
  columns: readonly DataColumn<Row>[]
  rows: readonly Row[]
  /** From this height on the body scrolls: pixels or any CSS length. */
  maxHeight?: number | string
  /** The last row came into sight. */
  onEnd?: () => void
  /** Order at first; the rows' own order without it. */
  order?: { id: string; desc: boolean }
  onOrder?: (order: { id: string; desc: boolean } | null) => void
}

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic },
})
const ROW_PX = 36
/** What nobody reads on paper is not drawn for it. */
const PRINTED_AT_MOST = 1000
const EMPTY: SortingState = []

/** A table for comparing: sorts by its headers, and draws only the rows in sight however many there are. */
export function DataTable<Row extends object>({
  caption,
  columns,
  rows,
  maxHeight = 480,
  onEnd,
  order,
  onOrder,
}: DataTableProps<Row>) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const defs = useMemo(() => columns.map((column) => definition(column)), [columns])
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns])
  const sorting = useMemo(() => (order ? [order] : EMPTY), [order])
  const table = useTable({
    features,
    columns: defs,
    data: rows as Row[],
    enableSortingRemoval: true,
    ...(onOrder
      ? {
          state: { sorting },
          onSortingChange: (change: SortingState | ((before: SortingState) => SortingState)) => {
            const [first] = typeof change === 'function' ? change(sorting) : change
            onOrder(first ?? null)
          },
        }
      : { initialState: { sorting } }),
  })
  const shown = table.getRowModel().rows
  const printing = usePrinting()
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: printing ? PRINTED_AT_MOST : 12,
  })
  const items = virtual.getVirtualItems()
  const [first, last] = [items[0], items.at(-1)]
  const before = first?.start ?? 0
  const after = last ? virtual.getTotalSize() - last.end : 0

  const reachedEnd = useEffectEvent(() => onEnd?.())
  const atEnd = last !== undefined && last.index >= shown.length - 1
  useEffect(() => {
    if (atEnd && shown.length > 0) reachedEnd()
  }, [atEnd, shown.length])

  return (
    <section
      ref={scroller}
      className={classes.scroller}
      style={{ '--most': typeof maxHeight === 'number' ? `${maxHeight}px` : maxHeight } as CSSProperties}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={t('chart.tableOf', { caption })}
    >
      <table className={classes.table} aria-rowcount={shown.length + 1}>
        <caption className="pg-hidden">{caption}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} aria-rowindex={1}>
              {group.headers.map(({ id, column }) => (
                <HeaderCell
                  key={id}
                  text={byId.get(id)?.header ?? id}
                  numeric={byId.get(id)?.numeric ?? false}
                  sorted={column.getIsSorted()}
                  {...(byId.get(id)?.sortBy ? { onSort: () => column.toggleSorting() } : {})}
                />
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {before > 0 && !printing && <tr aria-hidden style={{ height: before }} />}
          {items.map((item) => {
            const row = shown[item.index]
            return (
              row && (
                <tr key={row.id} aria-rowindex={item.index + 2} style={{ height: ROW_PX }}>
                  {columns.map((column) => (
                    <td key={column.id} data-number={column.numeric || undefined}>
                      {column.cell(row.original)}
                    </td>
                  ))}
                </tr>
              )
            )
          })}
          {after > 0 && !printing && <tr aria-hidden style={{ height: after }} />}
        </tbody>
      </table>
    </section>
  )
}

function definition<Row extends object>({
  id,
  header,
  sortBy,
  numeric,
}: DataColumn<Row>): ColumnDef<typeof features, Row> {
  return {
    id,
    header,
    accessorFn: (row: Row) => sortBy?.(row) ?? undefined,
    enableSorting: sortBy !== undefined,
    sortFn: 'basic',
    sortUndefined: 'last',
    sortDescFirst: numeric ?? false,
  }
}
