import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DrillResult } from '../../../../pipelines/metrics/types.ts'
import { NoFigures } from '../../../components/figures/no-figures.tsx'
import { Notice } from '../../../components/ui/notice.tsx'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { Section } from '../../../components/ui/section.tsx'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useView } from '../../../lib/search/use-view.ts'
import { useToday } from '../tiles/use-tiles.ts'
import { AgeTable } from './age-table.tsx'
import { byPriorityAndAge } from './ages.ts'
import { AGE_METRIC, openTicketsQuery, ROWS_AT_MOST } from './get-open-tickets.ts'

/** What is open, by priority and age. */
export function Backlog() {
  const { t } = useTranslation()
  const format = useFormat()
  const catalog = useCatalog()
  const { filters, zone } = useView()
  const unable = filters.filter(
    ({ dimension }) => !catalog.metric(AGE_METRIC)?.dimensions.includes(dimension),
  )
  const query = useQuery({
    ...openTicketsQuery({
      ...useToday(),
      tz: zone,
      filters: filters.filter((filter) => !unable.includes(filter)),
    }),
    enabled: catalog.ready,
  })
  const notes = [
    query.data &&
      query.data.total > ROWS_AT_MOST &&
      t('live.backlog.partial', { count: ROWS_AT_MOST, total: format.number(query.data.total) }),
    catalog.ready &&
      unable.length > 0 &&
      t('live.risk.unfilterable', {
        dimensions: unable.map(({ dimension }) => catalog.dimensionLabel(dimension)).join(', '),
      }),
  ]
  return (
    <Section title={t('live.backlog.title')} note={notes.filter(Boolean).join(' ') || t('live.backlog.note')}>
      <QueryState query={query} room={200} holds>
        {(result) => <Ages result={result} filtered={filters.length > 0} />}
      </QueryState>
    </Section>
  )
}

function Ages({ result, filtered }: { result: DrillResult; filtered: boolean }) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  if (result.rows.length === 0) {
    return filtered ? <NoFigures filtered /> : <Notice title={t('live.backlog.none')} />
  }
  const order = catalog.dimension('priority')?.values?.map(({ value }) => String(value)) ?? []
  return <AgeTable rows={byPriorityAndAge(result.rows.map(openTicket), order)} />
}

function openTicket(row: Record<string, unknown>): { priority: string | null; ageS: number } {
  return { priority: typeof row.priority === 'string' ? row.priority : null, ageS: Number(row.age_s) }
}
