import { useQuery } from '@tanstack/react-query'
import type { QueryInput } from '../../../../pipelines/metrics/types.ts'
import { useKept } from '../../../components/ui/use-kept.ts'
import { figuresQuery } from '../../../lib/api/run-query.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useNow } from '../../../lib/clock.ts'
import { resolveRange, TODAY } from '../../../lib/range/range.ts'
import { useView } from '../../../lib/search/use-view.ts'
import { TILES } from './tiles.ts'

/** All six tiles from one question, so that they belong together; a metric that a filter cannot cut is not asked for. */
export function useTiles() {
  const { filters, compare, zone } = useView()
  const catalog = useCatalog()
  const today = useToday()
  const asked = TILES.map(({ metric }) => metric).filter((id) =>
    filters.every(({ dimension }) => catalog.metric(id)?.dimensions.includes(dimension)),
  )
  const input: QueryInput = { metrics: asked, ...today, tz: zone, filters, compare }
  const answer = useQuery({ ...figuresQuery(input), enabled: catalog.ready && asked.length > 0 })
  const query = useKept(answer, JSON.stringify([asked, filters, compare, zone]))
  return { query, asked }
}

/** The running day in the reporting zone, as the API takes it. */
export function useToday(): { from: string; to: string } {
  const { zone } = useView()
  const now = useNow()
  const range = resolveRange(TODAY, now, zone)
  const [from, to] = range ? [range.from, range.to] : [now - 86_400_000, now]
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
}
