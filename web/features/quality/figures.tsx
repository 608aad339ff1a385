import { useQuery } from '@tanstack/react-query'
import { FiguresTable } from '../../components/figures/figures-table.tsx'
import { NoFigures } from '../../components/figures/no-figures.tsx'
import { SeriesPicture } from '../../components/figures/series-picture.tsx'
import { QueryState } from '../../components/ui/query-state.tsx'
import { figureRows } from '../../lib/api/figure-rows.ts'
import { figuresQuery } from '../../lib/api/run-query.ts'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import { grainFor } from '../../lib/range/grain.ts'
import { useView } from '../../lib/search/use-view.ts'
import { LeftOut } from './left-out.tsx'
import classes from './quality.module.css'
import { useBase } from './use-base.ts'

const SHOWN = 40
const NO_DIMENSIONS: readonly string[] = []

interface TableProps {
  title: string
  metrics: readonly string[]
  by: readonly string[]
}

/** Metrics side by side for each value of the dimensions, the most of the first metric on top; every n leads to its rows. */
export function Table({ title, metrics, by }: TableProps) {
  const catalog = useCatalog()
  const { base, leftOut, filtered } = useBase(metrics)
  const query = useQuery(figuresQuery({ ...base, metrics, by, limit: SHOWN }))
  const entries = metrics.flatMap((id) => catalog.metric(id) ?? [])
  return (
    <section className={`${classes.part} pg-in-order`} aria-label={title}>
      <h3>{title}</h3>
      <QueryState query={query} skeleton={200} holds>
        {(result) =>
          result.rowCount === 0 ? (
            <NoFigures filtered={filtered} />
          ) : (
            <FiguresTable
              caption={title}
              rows={figureRows(result)}
              metrics={entries}
              by={by}
              grain={null}
              compared={result.meta.previous !== null && metrics.length === 1}
              maxHeight={400}
            />
          )
        }
      </QueryState>
      <LeftOut dimensions={leftOut} />
    </section>
  )
}

/** One metric over time, a line in all or one per value of a dimension. */
export function Trend({ metric, by = NO_DIMENSIONS }: { metric: string; by?: readonly string[] }) {
  const entry = useCatalog().metric(metric)
  const { resolved } = useView()
  const { base, filtered } = useBase([metric])
  const grain = grainFor(resolved)
  const query = useQuery(figuresQuery({ ...base, metrics: [metric], by, grain }))
  if (!entry) return null
  return (
    <div className={classes.part}>
      <QueryState query={query} room={348} holds>
        {(result) =>
          (result.data[`${metric}__n`] ?? []).some((n) => Number(n) > 0) ? (
            <SeriesPicture
              metric={entry}
              result={result}
              by={by}
              grain={grain}
              form="line"
              groups={by[0] === undefined ? 1 : new Set(result.data[by[0]]).size}
              order={NO_DIMENSIONS}
            />
          ) : (
            <NoFigures filtered={filtered} />
          )
        }
      </QueryState>
    </div>
  )
}
