import { IconLayoutColumns } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueryInput, QueryResult } from '../../../../pipelines/metrics/types.ts'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { figureRows } from '../../../lib/api/figure-rows.ts'
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'
import { figuresAsideQuery } from '../../../lib/api/run-query.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { withoutDimension } from '../../../lib/search/filters.ts'
import { useSetSearch, useView } from '../../../lib/search/use-view.ts'
import { DIMENSIONS_AT_MOST, idsOf } from '../question.ts'
import { BoardRow } from './board-row.tsx'
import { isAdditive } from './boards.ts'
import classes from './leaderboards.module.css'

interface LeaderboardProps {
  dimension: string
  metric: CatalogMetric
  base: Omit<QueryInput, 'metrics'>
  /** The charts are cut by it already. */
  cut: boolean
}

const ASKED = 500
const SHOWN = 5
const SHOWN_OPEN = 50
const ROW_PX = 32

/** Values of one dimension, the highest first. Its own filter does not narrow it, so that its other values stay in reach. */
export function Leaderboard({ dimension, metric, base, cut }: LeaderboardProps) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const set = useSetSearch()
  const by = useSearch({ strict: false, select: (search) => search.by })
  const filters = withoutDimension(base.filters ?? [], dimension)
  const query = useQuery(
    figuresAsideQuery({ ...base, filters, metrics: [metric.id], by: [dimension], limit: ASKED }),
  )
  const name = catalog.dimensionLabel(dimension)
  const cutBy = () => set({ by: [...idsOf(by), dimension].slice(-DIMENSIONS_AT_MOST).join(',') })
  return (
    <section aria-label={name}>
      <header className={classes.head}>
        <h3>{name}</h3>
        {!cut && (
          <button
            type="button"
            data-screen
            onClick={cutBy}
            aria-label={t('desk.boards.cut', { dimension: name })}
            title={t('desk.boards.cut', { dimension: name })}
          >
            <IconLayoutColumns size={16} stroke={1.6} aria-hidden />
          </button>
        )}
      </header>
      <QueryState query={query} holds skeleton={164}>
        {(result) => <Board result={result} dimension={dimension} metric={metric} />}
      </QueryState>
    </section>
  )
}

function Board({
  result,
  dimension,
  metric,
}: {
  result: QueryResult
  dimension: string
  metric: CatalogMetric
}) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const rows = useMemo(() => figureRows(result), [result])
  const { filters } = useView()
  const chosen = filters.find((filter) => filter.dimension === dimension && !filter.exclude)?.values ?? []
  const figures = rows.map((row) => row.figures[metric.id]?.value ?? 0)
  const highest = Math.max(...figures, 0)
  const sum =
    isAdditive(metric) && rows.length < ASKED ? figures.reduce((total, value) => total + value, 0) : null
  const shown = open ? SHOWN_OPEN : SHOWN
  const most = useMost(Math.min(rows.length, SHOWN + 1))
  return (
    <div style={{ minHeight: most * ROW_PX }}>
      {rows.length === 0 && <p className={classes.none}>{t('desk.boards.none')}</p>}
      <ul className={classes.rows}>
        {rows.slice(0, shown).map((row) => (
          <BoardRow
            key={row.cell[dimension] ?? '\u0000'}
            row={row}
            dimension={dimension}
            metric={metric}
            most={highest}
            sum={sum}
            compared={result.meta.previous !== null}
            chosen={chosen.includes(row.cell[dimension] ?? null)}
          />
        ))}
      </ul>
      {rows.length > SHOWN && (
        <button type="button" className={classes.more} data-screen onClick={() => setOpen(!open)}>
          {open ? t('desk.boards.less') : t('filter.more', { count: rows.length - SHOWN })}
        </button>
      )}
    </div>
  )
}

/** The largest number so far: with the room for it, a filter moves none of the boards beneath. */
function useMost(count: number): number {
  const most = useRef(0)
  most.current = Math.max(most.current, count)
  return most.current
}
