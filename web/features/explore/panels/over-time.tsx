import { useQuery } from '@tanstack/react-query'
import type { Grain } from '../../../../pipelines/metrics/types.ts'
import { NoFigures } from '../../../components/figures/no-figures.tsx'
import { SeriesPicture } from '../../../components/figures/series-picture.tsx'
import { Failure, QueryState } from '../../../components/ui/query-state.tsx'
import { figuresQuery } from '../../../lib/api/run-query.ts'
import { useView } from '../../../lib/search/use-view.ts'
import type { PanelProps } from './panel.tsx'
import { useGroups } from './use-groups.ts'

interface OverTimeProps extends PanelProps {
  grain: Grain
  form: 'line' | 'bar'
}

/** The metric over time, a line or bars for each of its largest groups. */
export function OverTime({ metric, question, base, grain, form }: OverTimeProps) {
  const { by } = question
  const { filters } = useView()
  const groups = useGroups(metric.id, by, base)
  const order = useGroups(question.metrics[0]?.id ?? metric.id, by, base).keys
  const query = useQuery({
    ...figuresQuery({
      ...base,
      metrics: [metric.id],
      by,
      grain,
      filters: [...(base.filters ?? []), ...groups.narrow],
    }),
    enabled: groups.ready,
  })
  if (groups.error && !groups.ready)
    return <Failure error={groups.error} onRetry={() => void groups.retry()} />
  return (
    <QueryState query={query} room={348} holds>
      {(result) =>
        (result.data[`${metric.id}__n`] ?? []).some((n) => Number(n) > 0) ? (
          <SeriesPicture
            metric={metric}
            result={result}
            by={by}
            grain={grain}
            form={form}
            groups={groups.count}
            order={order}
          />
        ) : (
          <NoFigures filtered={filters.length > 0} />
        )
      }
    </QueryState>
  )
}
